import { type Example, type Ops, at, layer } from '@neurite/contract';

/** Pooling to a fixed extent, whatever that of the input is: axis by axis, over parts that are as even as they can be. */
export const adaptivePooling = (entry: {
  readonly name: string;
  readonly summary: string;
  readonly formula: string;
  readonly references: readonly string[];
  readonly examples: readonly Example[];
  reduce<T>(x: T, axis: number, ops: Ops<T>): T;
}) => {
  const { reduce, ...rest } = entry;
  return layer({
    ...rest,
    family: 'pooling',
    description:
      'Parts overlap by one place where extents do not divide, and repeat places where the input is too small.',
    options: {
      size: {
        type: 'extents',
        axes: 'space',
        minimum: 1,
        doc: 'The extent to have: one number, or one for each axis.',
      },
    },
    inputs: { x: '[batch, ...space, c]' },
    outputs: { y: '[batch, ...resized(space, size), c]' },
    assert: ['rank(space) >= 1'],
    transparent: true,
    apply: ({ x }, { ops, options }) => {
      const along = (y: typeof x, axis: number) => {
        const shape = ops.shape(y);
        const parts = at(options.size, axis - 1);
        if (shape[axis] === parts) return y;
        const part = (index: number) => {
          const from = Math.floor((index * shape[axis]!) / parts);
          const to = Math.ceil(((index + 1) * shape[axis]!) / parts);
          const start = shape.map((_, i) => (i === axis ? from : 0));
          const size = shape.map((extent, i) => (i === axis ? to - from : extent));
          return reduce(ops.slice(y, start, size), axis, ops);
        };
        return ops.concat(
          Array.from({ length: parts }, (_, index) => part(index)),
          axis,
        );
      };
      const axes = ops
        .shape(x)
        .slice(1, -1)
        .map((_, axis) => axis + 1);
      return { outputs: { y: axes.reduce(along, x) } };
    },
  });
};
