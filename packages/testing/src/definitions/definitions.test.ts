import {
  activation,
  constraint,
  initializer,
  layer,
  loss,
  metric,
  optimizer,
  regularizer,
  schedule,
  transform,
  type AnyDefinition,
} from '@neurite/contract';
import { fakeDevice } from '../fakes/fake-device.js';
import { definitionChecks } from './describe-definition.js';

/** The names of the checks that fail, with what they say. */
const complaints = async (definition: AnyDefinition): Promise<Readonly<Record<string, string>>> => {
  const found: Record<string, string> = {};
  for (const check of definitionChecks(definition)) {
    try {
      await (check.where === 'reference' ? check.run() : check.run(fakeDevice()));
    } catch (error) {
      found[`${check.where}: ${check.name}`] = (error as Error).message;
    }
  }
  return found;
};

const traits = {
  range: '(−∞, ∞)',
  zeroCentred: false,
  saturates: 'nowhere',
  cost: 'comparison',
  initializer: 'he_normal',
} as const;
const slope = { type: 'float', default: 0.1, doc: 'Slope below 0.' } as const;
const leakyExample = { code: 'leaky', inputs: { x: [-1, 0, 2] }, expect: { y: [-0.1, 0, 2] } };
const leaky = activation({
  name: 'leaky',
  summary: 'Leaky.',
  options: { slope },
  activation: traits,
  examples: [leakyExample],
  apply: (x, { ops, options }) => ops.maximum(x, ops.mul(x, options.slope)),
});

const dense = layer({
  name: 'dense',
  family: 'core',
  summary: 'A product.',
  options: { units: { type: 'int', doc: 'Outputs.' } },
  inputs: { x: '[...lead, c]' },
  outputs: { y: '[...lead, units]' },
  parameters: { kernel: { shape: '[c, units]', initializer: 'auto' } },
  examples: [
    {
      code: 'dense(1)',
      options: { units: 1 },
      inputs: { x: [[1, 2]] },
      parameters: { kernel: [[3], [4]] },
      expect: { y: [[11]] },
    },
  ],
  apply: ({ x }, { ops, parameters }) => ({ outputs: { y: ops.matMul(x, parameters.kernel) } }),
});

const counting = layer({
  name: 'counting',
  family: 'noise',
  summary: 'Adds noise in training, and counts.',
  options: {},
  inputs: { x: '[batch, c]' },
  outputs: { y: '[batch, c]' },
  state: { count: { shape: '[]', initializer: 'zeros' } },
  examples: [{ code: 'counting', inputs: { x: [[1, 2]] }, state: { count: 3 }, expect: { y: [[1, 2]] } }],
  apply: ({ x }, { ops, state, training, random }) =>
    training
      ? {
          outputs: { y: ops.add(x, random('noise', ops.shape(x))) },
          state: { count: ops.add(state.count, 1) },
        }
      : { outputs: { y: x } },
});

const add = layer({
  name: 'add',
  family: 'merge',
  summary: 'A sum.',
  options: {},
  inputs: { xs: { shape: '[...s]', variadic: true } },
  outputs: { y: '[...s]' },
  examples: [
    {
      code: 'add',
      inputs: {
        xs: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      },
      expect: { y: [9, 12] },
    },
  ],
  apply: ({ xs }, { ops }) => ({ outputs: { y: xs.reduce((a, b) => ops.add(a, b)) } }),
});

const squared = loss({
  name: 'squared',
  summary: 'Squares.',
  options: {},
  signatures: [
    { prediction: '[batch, c]', target: 'int32[batch]' },
    { prediction: '[batch, ...s]', target: '[batch, ...s]' },
  ],
  reads: 'values',
  // 1e4² is far from the limit of single precision.
  examples: [
    { code: 'squared(x, y)', inputs: { prediction: [1, 3], target: [0, 1] }, expect: { loss: [1, 4] } },
  ],
  apply: ({ prediction, target }, { ops }) => ops.square(ops.sub(prediction, target)),
});

const sgd = optimizer({
  name: 'sgd',
  summary: 'Descent.',
  options: { rate: { type: 'float', default: 0.1, doc: 'Rate.' } },
  elementwise: true,
  slots: ['velocity'],
  scalarNames: ['rate'],
  scalars: (_step, rate) => ({ rate }),
  update: ({ parameter, gradient, slots, scalars }, { ops }) => {
    const velocity = ops.add(ops.mul(slots.velocity, 0.5), gradient);
    return { parameter: ops.sub(parameter, ops.mul(velocity, scalars.rate)), slots: { velocity } };
  },
});

const hits = metric({
  name: 'hits',
  summary: 'Share of positive predictions.',
  options: {},
  signatures: [{ prediction: '[batch]' }],
  better: 'higher',
  unit: 'fraction',
  examples: [
    {
      code: 'hits(x)',
      inputs: { prediction: [1, -1, 1], weight: [1, 1, 0] },
      expect: { value: 0.5, hits: 1 },
    },
  ],
  accumulate: ({ prediction }, { ops, weight }) => ({
    hits: ops.sum(ops.mul(ops.cast(ops.greater(prediction, 0), 'float32'), weight)),
    count: ops.sum(weight),
  }),
  finish: ({ hits: sum, count }) => sum![0]! / count![0]!,
});

const l2 = regularizer({
  name: 'l2',
  summary: 'Squares.',
  options: {},
  examples: [{ code: 'l2', parameters: { w: [1, 2] }, expect: { penalty: 5 } }],
  penalty: (w, { ops }) => ops.sum(ops.square(w)),
});

const positive = constraint({
  name: 'positive',
  summary: 'Cuts.',
  options: {},
  examples: [{ code: 'positive', parameters: { w: [1, -2] }, expect: { w: [1, 0] } }],
  project: (w, { ops }) => ops.relu(w),
});

const centre = transform({
  name: 'centre',
  summary: 'Subtracts the mean.',
  options: {},
  inputs: { x: '[batch, ...s]' },
  outputs: { y: '[batch, ...s]' },
  fitted: { mean: '[]' },
  fit: ({ data }) => ({
    mean: {
      dtype: 'float32',
      shape: [],
      data: Float64Array.of([...data].reduce((a, b) => a + b, 0) / data.length),
    },
  }),
  examples: [{ code: 'centre', inputs: { x: [[1], [3]] }, expect: { y: [[-1], [1]] } }],
  apply: (x, { ops, fitted }) => ops.sub(x, fitted.mean),
});

const normal = initializer({
  name: 'normal',
  summary: 'Normal.',
  options: {},
  initialize: ({ shape }, { random }) =>
    Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
});

const half = schedule({
  name: 'half',
  summary: 'Halves.',
  options: {},
  factor: (step, steps) => (step < steps / 2 ? 1 : 0.5),
});

describe('the checks of definitions', () => {
  it.each<AnyDefinition>([
    leaky,
    dense,
    counting,
    add,
    squared,
    sgd,
    hits,
    l2,
    positive,
    centre,
    normal,
    half,
  ])('find nothing wrong with $kind $name', async (definition) => {
    expect(await complaints(definition)).toEqual({});
  });

  it('check gradients of inputs, of parameters and of every value of a variadic input', () => {
    const names = (definition: AnyDefinition) =>
      definitionChecks(definition)
        .map(({ name }) => name)
        .filter((name) => name.startsWith('gradient of'));
    expect(names(dense)).toEqual(['gradient of input x', 'gradient of parameter kernel']);
    expect(names(add)).toEqual([
      'gradient of input xs[0]',
      'gradient of input xs[1]',
      'gradient of input xs[2]',
    ]);
  });

  it('find a wrong example, in the reference and on the device', async () => {
    const wrong = { ...leaky, examples: [{ ...leakyExample, expect: { y: [-0.1, 0, 2.1] } }] };
    expect(Object.keys(await complaints(Object.freeze(wrong)))).toEqual([
      'reference: examples',
      'device: examples',
    ]);
  });

  it('find missing documentation', async () => {
    const undocumented = { ...leaky, examples: [{ code: 'leaky', inputs: { x: [1] } }] };
    expect((await complaints(Object.freeze(undocumented)))['reference: is documented']).toBe(
      'No example says what it expects.',
    );
    expect((await complaints({ ...leaky }))['reference: is documented']).toBe('A definition is frozen.');
  });

  it('find outputs that are not as declared', async () => {
    const wrong = Object.freeze({ ...dense, outputs: { y: '[...lead, c]' } });
    expect((await complaints(wrong))['reference: types as declared']).toMatch(/c is 2/);
    const wrongRank = Object.freeze({ ...dense, outputs: { y: '[batch]' } });
    expect((await complaints(wrongRank))['reference: types as declared']).toMatch(/does not have the rank/);
  });

  it('find a gradient that does not belong to the function', async () => {
    const cut = activation({
      ...leaky,
      activation: traits,
      apply: (x, { ops }) => ops.mul(x, ops.stopGradient(x)),
      examples: [{ code: 'cut', inputs: { x: [2] }, expect: { y: [4] } }],
    });
    expect(Object.keys(await complaints(cut))).toEqual([
      'reference: gradient of input x',
      'reference: gradients at awkward places',
    ]);
  });

  it('find a gradient that does not lie between the slopes beside a corner', async () => {
    const cornered = activation({
      ...leaky,
      activation: traits,
      // x · 5 at 0 alone: the value is right, the gradient is not.
      apply: (x, { ops }) => ops.where(ops.equal(x, 0), ops.mul(x, 5), ops.maximum(x, ops.mul(x, 0.1))),
    });
    expect((await complaints(cornered))['reference: gradients at awkward places']).toMatch(
      /the gradient is 6\.604\d* at \[1\], and slopes are 0\.132\d* and 1\.320/,
    );
  });

  it('find overflow and hidden NaN', async () => {
    const exponential = activation({
      ...leaky,
      activation: traits,
      apply: (x, { ops }) => ops.exp(x),
      examples: [{ code: 'exp', inputs: { x: [0] }, expect: { y: [1] } }],
    });
    expect((await complaints(exponential))['device: finite at awkward values']).toMatch(
      /input x = 10000: y is Infinity/,
    );
    const hiding = activation({
      ...leaky,
      activation: traits,
      apply: (x, { ops }) => ops.where(ops.less(x, 0), 0, ops.where(ops.greater(x, 0), x, 0)),
      examples: [{ code: 'hiding', inputs: { x: [1] }, expect: { y: [1] } }],
    });
    expect(Object.keys(await complaints(hiding))).toEqual(['device: NaN stays visible']);
  });

  it('find state that is not renewed', async () => {
    const forgetful = Object.freeze({
      ...counting,
      state: { ...counting.state, other: { shape: '[]', initializer: 'zeros' } },
    });
    expect((await complaints(forgetful))['reference: types as declared']).toMatch(
      /state other is not renewed/,
    );
  });

  it('find optimizers that claim to be elementwise, or not to be', async () => {
    const normed = optimizer({
      ...sgd,
      update: ({ parameter, gradient, slots, scalars }, { ops }) => ({
        parameter: ops.sub(
          parameter,
          ops.mul(
            ops.mul(gradient, ops.rsqrt(ops.add(ops.mean(ops.square(gradient)), 1e-6))),
            ops.mul(scalars.rate, 0.1),
          ),
        ),
        slots,
      }),
    });
    expect((await complaints(normed))['reference: each element depends on itself only']).toMatch(
      /elementwise is true/,
    );
    const modest = Object.freeze({ ...sgd, elementwise: false });
    expect((await complaints(modest))['reference: elements depend on each other']).toMatch(
      /elementwise is false/,
    );
  });

  it('find optimizers that climb', async () => {
    const climbing = optimizer({
      ...sgd,
      update: ({ parameter, gradient, slots }, { ops }) => ({
        parameter: ops.add(parameter, gradient),
        slots,
      }),
    });
    expect(Object.keys(await complaints(climbing))).toContain(
      'reference: comes closer to the minimum of a bowl in 100 steps',
    );
  });

  it('find metrics that count padding, or do not add up', async () => {
    const counting = metric({
      ...hits,
      accumulate: ({ prediction }, { ops, weight }) => ({
        hits: ops.sum(ops.mul(ops.relu(ops.sign(prediction)), weight)),
        count: ops.sum(ops.add(ops.mul(weight, 0), 1)),
      }),
    });
    expect(Object.keys(await complaints(counting))).toEqual(
      expect.arrayContaining(['reference: examples of weight 0 do not count']),
    );
    const averaging = metric({
      ...hits,
      accumulate: ({ prediction }, { ops }) => ({ hits: ops.mean(prediction), count: ops.constant(1) }),
    });
    expect(Object.keys(await complaints(averaging))).toEqual(
      expect.arrayContaining(['reference: sums add up over batches']),
    );
  });

  it('find penalties that are no scalars, constraints that are no projections', async () => {
    const many = regularizer({ ...l2, penalty: (w, { ops }) => ops.square(w) });
    expect(Object.keys(await complaints(many))).toContain('reference: gives a scalar');
    const halving = constraint({ ...positive, project: (w, { ops }) => ops.mul(w, 0.5) });
    expect(Object.keys(await complaints(halving))).toContain(
      'reference: projecting twice is projecting once',
    );
  });

  it('find initializers and schedules that give NaN', async () => {
    const undefinedNumbers = initializer({
      ...normal,
      initialize: ({ shape }) => new Float64Array(shape.reduce((a, b) => a * b, 1)).fill(NaN),
    });
    expect(Object.keys(await complaints(undefinedNumbers))).toEqual([
      'reference: fills every shape with finite numbers',
    ]);
    const wider = initializer({
      ...normal,
      draw: (shape, { ops, random }) => ops.mul(random('u', shape), 9),
    });
    expect(Object.keys(await complaints(wider))).toEqual(['reference: draws what it initializes']);
    const rising = schedule({ ...half, factor: (step) => 1 / (5 - step) });
    expect(Object.keys(await complaints(rising))).toEqual(['reference: factors are finite and not negative']);
  });
});
