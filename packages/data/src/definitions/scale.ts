import { transform } from '@neurite/contract';

/** x · by + offset: `image -> scale(1 / 255)`. */
export const scale = transform({
  name: 'scale',
  summary: 'Multiplies by a number and adds another.',
  formula: 'x · by + offset',
  description:
    'Where the range is known: `image -> scale(1 / 255)`. Where it is not, `min_max` and `standardize` find it.',
  options: {
    by: { type: 'float', doc: 'The factor.' },
    offset: { type: 'float', default: 0, doc: 'What is added afterwards.' },
  },
  inputs: { x: '[batch, ...s]' },
  outputs: { y: '[batch, ...s]' },
  examples: [
    {
      code: 'scale(0.5, offset: -1)',
      options: { by: 0.5, offset: -1 },
      inputs: { x: [[0, 2, 4]] },
      expect: { y: [[-1, 0, 1]] },
    },
  ],
  apply: (x, { ops, options: { by, offset } }) => {
    const scaled = ops.mul(x, by);
    return offset === 0 ? scaled : ops.add(scaled, offset);
  },
});
