import { layer } from '@neurite/contract';

/** `x[a..b, i]`: a part of some axes. */
export const slice = layer({
  name: 'slice',
  family: 'arithmetic',
  summary: 'A part of some axes; what `x[a..b]` and `x[i]` mean.',
  formula: 'y[i] = x[start + i]',
  description:
    'For each axis of `axes`: where the part starts (from the end if negative) and its size; −1 takes all that is left. Axes of `drop` have size 1 and disappear.',
  options: {
    axes: { type: 'axes', doc: 'The axes that are cut, the batch not counted.' },
    start: { type: 'list', of: 'int', asLongAs: 'axes', doc: 'Where the part of each axis starts.' },
    size: { type: 'list', of: 'int', asLongAs: 'axes', doc: 'How long it is; −1 for all that is left.' },
    drop: { type: 'axes', default: [], doc: 'Axes of size 1 that disappear.' },
  },
  inputs: { x: 'n[...s]' },
  outputs: { y: 'n[...sliced(s, axes, start, size, drop)]' },
  examples: [
    {
      code: 'slice(axes: [-1], start: [1], size: [2])',
      options: { axes: [-1], start: [1], size: [2] },
      inputs: { x: [[1, 2, 3, 4]] },
      expect: { y: [[2, 3]] },
    },
    {
      code: 'slice(axes: [-2], start: [-1], size: [1], drop: [-2])',
      options: { axes: [-2], start: [-1], size: [1], drop: [-2] },
      inputs: {
        x: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
      expect: { y: [[3, 4]] },
    },
    {
      code: 'slice(axes: [-1], start: [1], size: [-1])',
      options: { axes: [-1], start: [1], size: [-1] },
      inputs: { x: [[1, 2, 3, 4]] },
      expect: { y: [[2, 3, 4]] },
    },
  ],
  apply: ({ x }, { ops, options }) => {
    const shape = ops.shape(x);
    const axes = (typeof options.axes === 'number' ? [options.axes] : options.axes).map((axis) =>
      positive(axis, shape.length),
    );
    const start = shape.map(() => 0);
    const size = [...shape];
    axes.forEach((axis, i) => {
      start[axis] = positive(options.start[i]!, shape[axis]!);
      size[axis] = options.size[i] === -1 ? shape[axis]! - start[axis]! : options.size[i]!;
    });
    const part = ops.slice(x, start, size);
    const drop = typeof options.drop === 'number' ? [options.drop] : options.drop;
    return { outputs: { y: drop.length === 0 ? part : ops.squeeze(part, drop) } };
  },
});

/** Counts a negative index from the end. */
const positive = (index: number, extent: number): number => (index < 0 ? index + extent : index);
