import { loss } from '@neurite/contract';

// Far below every logit, and finite: the logarithm of an empty sum.
const nothing = -1e9;

/** `ln(1 + Σ e^(γ α (s − m)) · Σ e^(−γ α (s − 1 + m)))` over pairs of a batch. */
export const circle = loss({
  name: 'circle',
  summary:
    'For embeddings: vectors of one class shall point the same way, those of others elsewhere; pairs that are far from it count most.',
  formula:
    'ln(1 + Σₙ e^(γ αₙ (sₙ − m)) · Σₚ e^(−γ αₚ (sₚ − 1 + m))), s = cosine, αₚ = max(0, 1 + m − sₚ), αₙ = max(0, sₙ + m)',
  description:
    'Compares each example with all others of its batch: those of its class are positive, the rest negative. The weights α are constants to the gradient. An example without positive or without negative partners has a loss of 0: take batches that are large for the number of classes.',
  references: ['Sun et al. 2020, arXiv:2002.10857'],
  options: {
    gamma: { type: 'float', default: 80, above: 0, doc: 'γ: how much the worst pairs stand out.' },
    margin: {
      type: 'float',
      default: 0.4,
      minimum: 0,
      below: 1,
      doc: 'm: cosines are good above 1 − m within a class, and below m between classes.',
    },
  },
  signatures: [{ prediction: '[batch, c]', target: 'int32[batch]' }],
  reads: 'values',
  crossesExamples: true,
  examples: [
    {
      // Cosines 0.8 (one class) and 0, 0.6 (others); weights 0.6, 0.4 and 1.
      code: 'circle(embedding, label, gamma: 1)',
      options: { gamma: 1 },
      inputs: {
        prediction: [
          [2, 0],
          [4, 3],
          [0, 5],
        ],
        target: [7, 7, 3],
      },
      expect: { loss: [0.5629153, 0.733947, 0] },
    },
  ],
  apply: ({ prediction, target }, { ops, options: { gamma, margin }, weight }) => {
    const batch = ops.shape(prediction)[0]!;
    const lengths = ops.maximum(ops.sum(ops.square(prediction), -1, true), 1e-12);
    const unit = ops.mul(prediction, ops.rsqrt(lengths));
    const cosines = ops.matMul(unit, unit, { transposeB: true });
    const [row, column] = [
      [batch, 1],
      [1, batch],
    ] as const;
    const isSame = ops.equal(ops.reshape(target, row), ops.reshape(target, column));
    const isItself = ops.equal(ops.iota(row, 0, 'int32'), ops.iota(column, 1, 'int32'));
    const isThere = ops.greater(ops.reshape(weight, column), 0);
    const isPositive = ops.logicalAnd(ops.logicalAnd(isSame, ops.logicalNot(isItself)), isThere);
    const isNegative = ops.logicalAnd(ops.logicalNot(isSame), isThere);
    const constant = ops.stopGradient(cosines);
    const near = ops.mul(ops.relu(ops.sub(1 + margin, constant)), ops.sub(1 - margin, cosines));
    const far = ops.mul(ops.relu(ops.add(constant, margin)), ops.sub(cosines, margin));
    const logSum = (logits: typeof cosines, counts: typeof isSame) =>
      ops.logSumExp(ops.where(counts, ops.mul(logits, gamma), nothing), -1);
    return ops.softplus(ops.add(logSum(near, isPositive), logSum(far, isNegative)));
  },
});
