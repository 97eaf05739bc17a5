import { type Context, type Ops, type StageFunctions, normal, pretraining, sizeOf } from '@neurite/contract';

type Kind = 'bernoulli' | 'gaussian';
type Machine<T> = Pick<StageFunctions<T>, 'encodeLinearly' | 'decodeLinearly'>;

/** F(v) of each example, up to what neither weights nor v change. */
const freeEnergy = <T>(v: T, { encodeLinearly, decodeLinearly }: Machine<T>, kind: Kind, ops: Ops<T>): T => {
  const overUnits = (x: T): T => {
    const [batch, ...rest] = ops.shape(x);
    return ops.sum(ops.reshape(x, [batch!, sizeOf(rest)]), 1);
  };
  const inputs = encodeLinearly(v);
  // What no hidden unit adds to is the bias of the visible ones.
  const bias = decodeLinearly(ops.zeros(ops.shape(inputs)));
  const visible =
    kind === 'bernoulli' ? ops.neg(ops.mul(v, bias)) : ops.mul(ops.square(ops.sub(v, bias)), 0.5);
  return ops.sub(overUnits(visible), overUnits(ops.softplus(inputs)));
};

type Drawing<T> = Pick<Context<T>, 'ops' | 'random'>;

/** 1 with a probability, else 0. */
const drawn = <T>(probability: T, name: string, { ops, random }: Drawing<T>): T =>
  ops.cast(ops.less(random(name, ops.shape(probability)), probability), 'float32');

/** Visible units from what flows into them. */
const visibleFrom = <T>(
  inputs: T,
  name: string,
  context: Drawing<T> & { readonly options: { readonly visible: Kind; readonly sample: boolean } },
): T => {
  const { ops, options } = context;
  const mean = options.visible === 'bernoulli' ? ops.sigmoid(inputs) : inputs;
  if (!options.sample) return mean;
  return options.visible === 'bernoulli'
    ? drawn(mean, name, context)
    : ops.add(mean, normal(name, ops.shape(mean), context));
};

/** `F(v₀) − F(vₖ)`, vₖ after k steps of Gibbs sampling from v₀. */
export const rbm = pretraining({
  name: 'rbm',
  summary:
    'Each stage is a restricted Boltzmann machine, trained by contrastive divergence; stacked, a deep belief net.',
  formula: 'F(v₀) − F(vₖ), F(v) = −b·v − Σ ln(1 + e^(c + v·W)), vₖ drawn by k steps of Gibbs sampling',
  description:
    'Its gradient is the update of contrastive divergence, ⟨v h⟩₀ − ⟨v h⟩ₖ: samples are not differentiated. A stage is one linear layer and `sigmoid`; both directions use its weights. Visible units are on or off, with inputs in [0, 1] as probabilities; or `gaussian` of variance 1, for standardized data in the first stage. The objective itself says little of progress, and may be negative.',
  references: [
    'Hinton 2002, Training Products of Experts by Minimizing Contrastive Divergence',
    'Hinton, Osindero, Teh 2006, A Fast Learning Algorithm for Deep Belief Nets',
  ],
  options: {
    cd: { type: 'int', default: 1, minimum: 1, doc: 'k, the steps of Gibbs sampling.' },
    visible: {
      type: 'choice',
      choices: ['bernoulli', 'gaussian'],
      default: 'bernoulli',
      doc: 'What visible units are: on or off, or numbers with noise of variance 1.',
    },
    sample: {
      type: 'bool',
      default: true,
      doc: 'Whether visible units are drawn in each step, or take their mean; hidden ones are always drawn.',
    },
  },
  tied: true,
  activation: 'sigmoid',
  examples: [
    {
      // v · W is 20, so the hidden unit is on; from it comes (1, 0), whatever is drawn, with v · W = 50. −20 + 50 = 30.
      code: 'rbm',
      inputs: { x: [[1, 1]] },
      parameters: { W: [[50], [-30]] },
      expect: { loss: [30] },
    },
    {
      // What comes back is what was there.
      code: 'rbm(cd: 3)',
      options: { cd: 3 },
      inputs: { x: [[1, 0]] },
      parameters: { W: [[50], [-30]] },
      expect: { loss: [0] },
    },
  ],
  objective: (stage, context) => {
    const { ops, options } = context;
    let v = stage.input;
    for (let step = 1; step <= options.cd; step++) {
      const h = drawn(ops.sigmoid(stage.encodeLinearly(v)), `hidden${step}`, context);
      v = visibleFrom(stage.decodeLinearly(h), `visible${step}`, context);
    }
    const energy = (x: typeof v) => freeEnergy(x, stage, options.visible, ops);
    return ops.sub(energy(stage.input), energy(ops.stopGradient(v)));
  },
});
