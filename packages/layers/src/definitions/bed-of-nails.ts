import { at, layer } from '@neurite/contract';

/** Values apart, with zeros between. */
export const bedOfNails = layer({
  name: 'bed_of_nails',
  family: 'pooling',
  summary: 'Unpooling that puts each value at the first place of its window, and 0 elsewhere.',
  formula: 'y[i·s, c] = x[i, c]',
  description:
    'What the gradient of subsampling does. A `conv2d` after it fills the gaps, and both together are a transposed convolution; `upsample` and `max_unpool` leave none, or fewer.',
  references: ['Dumoulin, Visin 2016, arXiv:1603.07285'],
  options: {
    size: {
      type: 'extents',
      axes: 'space',
      default: 2,
      minimum: 1,
      doc: 'How much larger each axis becomes.',
    },
  },
  inputs: { x: '[batch, ...space, c]' },
  outputs: { y: '[batch, ...upsampled(space, 0, size, size, 0), c]' },
  assert: ['rank(space) >= 1'],
  examples: [
    { code: 'bed_of_nails', inputs: { x: [[[1], [2]]] }, expect: { y: [[[1], [0], [2], [0]]] } },
    {
      code: 'bed_of_nails([1, 2])',
      options: { size: [1, 2] },
      inputs: { x: [[[[1], [2]]]] },
      expect: { y: [[[[1], [0], [2], [0]]]] },
    },
  ],
  apply: ({ x }, { ops, options }) => {
    const gaps = ops
      .shape(x)
      .map((_, axis, { length }) => (axis === 0 || axis === length - 1 ? 0 : at(options.size, axis - 1) - 1));
    return {
      outputs: {
        y: ops.pad(
          x,
          gaps.map(() => 0),
          gaps,
          { interior: gaps },
        ),
      },
    };
  },
});
