import { layer } from '@neurite/contract';

/** `x · by + offset`. */
export const rescale = layer({
  name: 'rescale',
  family: 'arithmetic',
  summary: 'Multiplies by a number and adds another.',
  formula: 'x · by + offset',
  description:
    'What a model does to its input, whoever feeds it. Fields of data have `scale`, and arithmetic says the same: `image / 255 - 0.5`.',
  options: {
    by: { type: 'float', doc: 'The factor.' },
    offset: { type: 'float', default: 0, doc: 'What is added.' },
  },
  inputs: { x: '[...s]' },
  outputs: { y: '[...s]' },
  transparent: true,
  examples: [
    {
      code: 'rescale(1 / 127.5, offset: -1)',
      options: { by: 1 / 127.5, offset: -1 },
      inputs: { x: [[0, 127.5, 255]] },
      expect: { y: [[-1, 0, 1]] },
    },
    { code: 'rescale(2)', options: { by: 2 }, inputs: { x: [[3]] }, expect: { y: [[6]] } },
  ],
  apply: ({ x }, { ops, options: { by, offset } }) => ({
    outputs: { y: ops.add(ops.mul(x, by), offset) },
  }),
});
