import type { Axes, Ops } from '@neurite/contract';
import { elementwiseOps } from './elementwise.js';
import type { Toolkit } from './toolkit.js';

type Reduction = 'sum' | 'mean' | 'max' | 'min' | 'variance' | 'argmax' | 'cumsum' | 'topK';

export const reductionOps = <T>(kit: Toolkit<T>): Pick<Ops<T>, Reduction> => {
  const { div, mul, sub, neg } = elementwiseOps(kit);

  const reduce =
    (primitive: 'reduce_sum' | 'reduce_max') =>
    (x: T, axes?: Axes, keep = false): T => {
      const dropped = kit.axes(x, axes);
      if (dropped.length === 0) return x;
      const reduced = kit.one(primitive, [x], { axes: dropped });
      return keep
        ? kit.reshape(
            reduced,
            kit.shape(x).map((extent, axis) => (dropped.includes(axis) ? 1 : extent)),
          )
        : reduced;
    };
  const [sum, max] = [reduce('reduce_sum'), reduce('reduce_max')];
  const mean = (x: T, axes?: Axes, keep?: boolean): T =>
    div(
      sum(x, axes, keep),
      kit.axes(x, axes).reduce((count, axis) => count * kit.shape(x)[axis]!, 1),
    );

  return {
    sum,
    max,
    mean,
    min: (x, axes, keep) => neg(max(neg(x), axes, keep)),
    variance: (x, axes, keep) => {
      const distance = sub(x, mean(x, axes, true));
      return mean(mul(distance, distance), axes, keep);
    },
    argmax: (x, axis = -1) => kit.one('argmax', [x], { axis: kit.axis(x, axis) }),
    cumsum: (x, axis = -1, options) =>
      kit.one('cumsum', [x], {
        axis: kit.axis(x, axis),
        reverse: options?.reverse ?? false,
        exclusive: options?.exclusive ?? false,
      }),
    topK: (x, k) => {
      const [values, indices] = kit.emit('top_k', [x], { k });
      return { values: values!, indices: indices! };
    },
  };
};
