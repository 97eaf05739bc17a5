import { type Example, type Ops, at, layer } from '@neurite/contract';
/** Pooling of images to a fixed extent, whatever theirs is: axis by axis, over parts that are as even as they can be. */
export const adaptivePooling = (entry: {
  readonly name: string;
  readonly summary: string;
  readonly formula: string;
  readonly examples: readonly Example[];
  reduce<T>(x: T, axis: number, ops: Ops<T>): T;
}) => {
  const { reduce, ...rest } = entry;
  return layer({
    ...rest,
    family: 'pooling',
    description:
      'Parts overlap by one place where extents do not divide, and repeat places where images are too small.',
    options: {
      size: { type: 'extents', minimum: 1, doc: 'The extent to have: one number, or height and width.' },
    },
    inputs: { x: '[batch, h, w, c]' },
    outputs: { y: '[batch, at(size, 0), at(size, 1), c]' },
    transparent: true,
    apply: ({ x }, { ops, options }) => {
      const along = (y: typeof x, axis: 1 | 2) => {
        const shape = ops.shape(y);
        const parts = at(options.size, axis - 1);
        if (shape[axis] === parts) return y;
        const part = (index: number) => {
          const from = Math.floor((index * shape[axis]!) / parts);
          const to = Math.ceil(((index + 1) * shape[axis]!) / parts);
          const start = shape.map((_, i) => (i === axis ? from : 0));
          return reduce(
            ops.slice(
              y,
              start,
              shape.map((extent, i) => (i === axis ? to - from : extent)),
            ),
            axis,
            ops,
          );
        };
        return ops.concat(
          Array.from({ length: parts }, (_, index) => part(index)),
          axis,
        );
      };
      return { outputs: { y: along(along(x, 1), 2) } };
    },
  });
};
