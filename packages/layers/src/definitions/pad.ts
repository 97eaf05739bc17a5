import { layer } from '@neurite/contract';
import { borderOptions, borders, extended } from '../borders.js';

/** Adds a border. */
export const pad = layer({
  name: 'pad',
  family: 'shape',
  summary: 'Adds a border to every spatial axis: a value, the mirrored inside, or the repeated edge.',
  formula: 'y[i + amount] = x[i]',
  options: {
    amount: borderOptions.amount,
    mode: {
      type: 'choice',
      choices: ['constant', 'reflect', 'edge'],
      default: 'constant',
      doc: 'What the border holds; `reflect` does not repeat the edge.',
    },
    value: { type: 'float', default: 0, doc: 'The value of a constant border.' },
    after: borderOptions.after,
  },
  inputs: { x: '[batch, ...space, c]' },
  outputs: { y: '[batch, ...bordered(space, amount, after), c]' },
  assert: ['rank(space) >= 1'],
  examples: [
    {
      code: 'pad(1)',
      options: { amount: 1 },
      inputs: { x: [[[1], [2]]] },
      expect: { y: [[[0], [1], [2], [0]]] },
    },
    {
      code: 'pad(2, reflect)',
      options: { amount: 2, mode: 'reflect' },
      inputs: { x: [[[1], [2], [3]]] },
      expect: { y: [[[3], [2], [1], [2], [3], [2], [1]]] },
    },
    {
      code: 'pad([0, 1], edge)',
      options: { amount: [0, 1], mode: 'edge' },
      inputs: { x: [[[[1], [2]]]] },
      expect: { y: [[[[1], [1], [2], [2]]]] },
    },
    {
      // What a convolution over time needs that must not see what comes later.
      code: 'pad(2, after: 0)',
      options: { amount: 2, after: 0 },
      inputs: { x: [[[5], [6]]] },
      expect: { y: [[[0], [0], [5], [6]]] },
    },
    {
      code: 'pad(0, reflect, after: 1)',
      options: { amount: 0, mode: 'reflect', after: 1 },
      inputs: { x: [[[5], [6]]] },
      expect: { y: [[[5], [6], [5]]] },
    },
  ],
  apply: ({ x }, { ops, options }) => {
    const { mode, value } = options;
    const sides = borders(ops.shape(x), options);
    return {
      outputs: {
        y:
          mode === 'constant'
            ? ops.pad(x, sides.before, sides.after, { value })
            : extended(x, sides, mode, ops),
      },
    };
  },
});
