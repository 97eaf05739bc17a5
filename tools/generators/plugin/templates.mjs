// What a new plugin of each kind begins as. Each compiles, passes its test, and does something simple and true.
const test =
  () =>
  ({ file, identifier }) => `import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { describeDefinition } from '@neurite/testing';
import { ${identifier} } from './${file}.js';

describeDefinition(${identifier}, [cpu, wasm]);
`;

export const templates = {
  activation: {
    definition: ({ name, identifier, summary }) => `import { activation } from '@neurite/contract';

/** \`max(−1, min(1, x))\`: replace the formula here and below. */
export const ${identifier} = activation({
  name: '${name}',
  summary: '${summary}',
  formula: 'max(−1, min(1, x))',
  options: {},
  activation: {
    range: '[−1, 1]',
    zeroCentred: true,
    saturates: 'both sides',
    cost: 'comparison',
    initializer: 'glorot_uniform',
    awkward: 'NaN stays NaN.',
  },
  references: [],
  examples: [{ code: '${name}', inputs: { x: [-2, 0, 0.5] }, expect: { y: [-1, 0, 0.5] } }],
  apply: (x, { ops }) => ops.clip(x, -1, 1),
});
`,
    test: test(),
  },
  layer: {
    definition: ({ name, identifier, summary }) => `import { layer } from '@neurite/contract';

/** \`x · scale\`, one factor for each channel: replace the formula here and below. */
export const ${identifier} = layer({
  name: '${name}',
  family: 'core',
  summary: '${summary}',
  formula: 'x · scale',
  options: {},
  inputs: { x: '[...lead, c]' },
  outputs: { y: '[...lead, c]' },
  parameters: { scale: { shape: '[c]', initializer: 'ones' } },
  examples: [
    { code: '${name}', inputs: { x: [[1, 2]] }, parameters: { scale: [3, -1] }, expect: { y: [[3, -2]] } },
  ],
  apply: ({ x }, { ops, parameters }) => ({ outputs: { y: ops.mul(x, parameters.scale) } }),
});
`,
    test: test(),
  },
  initializer: {
    definition: ({ name, identifier, summary }) => `import { initializer, sizeOf } from '@neurite/contract';

/** Uniform in [−limit, limit): replace the rule here and below. */
export const ${identifier} = initializer({
  name: '${name}',
  summary: '${summary}',
  formula: 'U(−limit, limit)',
  options: { limit: { type: 'float', default: 0.05, above: 0, doc: 'Half the width of the interval.' } },
  initialize: ({ shape }, { options, random }) =>
    Float64Array.from({ length: sizeOf(shape) }, () => options.limit * (2 * random.uniform() - 1)),
});
`,
    test: test(),
  },
  regularizer: {
    definition: ({ name, identifier, summary }) => `import { regularizer } from '@neurite/contract';

/** \`strength · Σ w²\`: replace the formula here and below. */
export const ${identifier} = regularizer({
  name: '${name}',
  summary: '${summary}',
  formula: 'strength · Σ w²',
  options: { strength: { type: 'float', default: 1e-4, minimum: 0, doc: 'Weight of the penalty.' } },
  penalty: (parameter, { ops, options }) => ops.mul(ops.sum(ops.square(parameter)), options.strength),
});
`,
    test: test(),
  },
  loss: {
    definition: ({ name, identifier, summary }) => `import { loss } from '@neurite/contract';

/** Mean squared distance over all axes but the batch: replace the formula here and below. */
export const ${identifier} = loss({
  name: '${name}',
  summary: '${summary}',
  formula: 'mean((prediction − target)²)',
  options: {},
  signatures: [{ prediction: '[batch, ...s]', target: '[batch, ...s]' }],
  reads: 'values',
  apply: ({ prediction, target }, { ops }) => {
    const squares = ops.square(ops.sub(prediction, target));
    const axes = ops.shape(squares).map((_, axis) => axis).slice(1);
    return axes.length === 0 ? squares : ops.mean(squares, axes);
  },
});
`,
    test: test(),
  },
  metric: {
    definition: ({ name, identifier, summary }) => `import { metric } from '@neurite/contract';

/** Mean absolute distance of scalars: replace the formula here and below. */
export const ${identifier} = metric({
  name: '${name}',
  summary: '${summary}',
  formula: 'mean(|prediction − target|)',
  options: {},
  signatures: [{ prediction: '[batch]', target: '[batch]' }],
  better: 'lower',
  unit: 'number',
  accumulate: ({ prediction, target }, { ops, weight }) => ({
    sum: ops.sum(ops.mul(ops.abs(ops.sub(prediction, target)), weight)),
    weight: ops.sum(weight),
  }),
  finish: ({ sum, weight }) => sum![0]! / weight![0]!,
});
`,
    test: test(),
  },
  optimizer: {
    definition: ({ name, identifier, summary }) => `import { optimizer } from '@neurite/contract';

/** \`w − rate · sign(g)\`: replace the formula here and below. */
export const ${identifier} = optimizer({
  name: '${name}',
  version: 1,
  summary: '${summary}',
  formula: 'w − rate · sign(g)',
  options: { rate: { type: 'float', default: 1e-3, above: 0, doc: 'Step size.' } },
  elementwise: true,
  slots: [],
  scalarNames: ['rate'],
  scalars: (_step, rate) => ({ rate }),
  update: ({ parameter, gradient, scalars }, { ops }) => ({
    parameter: ops.sub(parameter, ops.mul(ops.sign(gradient), scalars.rate)),
    slots: {},
  }),
});
`,
    test: test(),
  },
};
