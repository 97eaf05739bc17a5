import { layer } from '@neurite/contract';
import { borders, extended } from '../borders.js';

/** Adds a border. */
export const pad = layer({
  name: 'pad',
  family: 'shape',
  summary: 'Adds a border to every spatial axis: a value, the mirrored inside, or the repeated edge.',
  options: {
    amount: { type: 'extents', minimum: 0, doc: 'How many places on each side.' },
    mode: {
      type: 'choice',
      choices: ['constant', 'reflect', 'edge'],
      default: 'constant',
      doc: 'What the border holds; `reflect` does not repeat the edge.',
    },
    value: { type: 'float', default: 0, doc: 'The value of a constant border.' },
  },
  inputs: { x: '[batch, ...space, c]' },
  outputs: { y: '[batch, ...windows(space, 0, 1, 1, amount, 1, false), c]' },
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
  ],
  apply: ({ x }, { ops, options: { amount, mode, value } }) => {
    const sides = borders(ops.shape(x), amount);
    return {
      outputs: {
        y: mode === 'constant' ? ops.pad(x, sides, sides, { value }) : extended(x, sides, mode, ops),
      },
    };
  },
});
