import type { HostTensor, Shape } from '@neurite/contract';
import { make, store, type Evaluators } from './evaluator.js';
import { beats } from './scalar.js';
import { around, forEachRow, stridesOf } from './strides.js';

/** Combines all elements along `axes` in float64, in row-major order. */
const reduce = (
  x: HostTensor,
  axes: Shape,
  start: number,
  combine: (sum: number, element: number) => number,
) => {
  const kept = x.shape.filter((_, axis) => !axes.includes(axis));
  const inner = stridesOf(kept);
  let next = 0;
  const strides = x.shape.map((_, axis) => (axes.includes(axis) ? 0 : inner[next++]!));
  const sums = new Float64Array(kept.reduce((a, b) => a * b, 1)).fill(start);
  const { data } = x;
  forEachRow(x.shape, [stridesOf(x.shape), strides], (length, offsets, steps) => {
    let [from, to] = [offsets[0]!, offsets[1]!];
    for (let n = 0; n < length; n++) {
      sums[to] = combine(sums[to]!, data[from]!);
      from += steps[0]!;
      to += steps[1]!;
    }
  });
  return { type: { dtype: x.dtype, shape: kept }, sums };
};

export const reductionReference: Evaluators<'reduction'> = {
  reduce_sum: ({ axes }, [x], precision) => {
    const { type, sums } = reduce(x!, axes, 0, (sum, element) => sum + element);
    return [store(type, precision, sums)];
  },
  reduce_max: ({ axes }, [x], precision) => {
    const { type, sums } = reduce(x!, axes, -Infinity, Math.max);
    return [store(type, precision, sums)];
  },
  argmax: ({ axis }, [x], precision) => {
    const [outer, extent, inner] = around(x!.shape, axis);
    const { data } = x!;
    return [
      make({ dtype: 'int32', shape: x!.shape.toSpliced(axis, 1) }, precision, (out) => {
        for (let i = 0; i < outer * inner; i++) {
          const first = Math.floor(i / inner) * extent * inner + (i % inner);
          let best = 0;
          for (let n = 1; n < extent; n++)
            if (beats(data[first + n * inner]!, data[first + best * inner]!)) best = n;
          out[i] = best;
        }
      }),
    ];
  },
  cumsum: ({ axis, reverse, exclusive }, [x], precision) => {
    const [outer, extent, inner] = around(x!.shape, axis);
    const { data } = x!;
    return [
      make(x!, precision, (out) => {
        for (let i = 0; i < outer * inner; i++) {
          const first = Math.floor(i / inner) * extent * inner + (i % inner);
          let sum = 0;
          for (let n = 0; n < extent; n++) {
            const at = first + (reverse ? extent - 1 - n : n) * inner;
            if (exclusive) out[at] = sum;
            sum += data[at]!;
            if (!exclusive) out[at] = sum;
          }
        }
      }),
    ];
  },
  top_k: ({ k }, [x], precision) => {
    const extent = x!.shape.at(-1)!;
    const { data } = x!;
    const shape = [...x!.shape.slice(0, -1), k];
    const indices = new Int32Array(shape.reduce((a, b) => a * b, 1));
    const order = Array.from({ length: extent }, (_, i) => i);
    for (let row = 0; row * k < indices.length; row++) {
      const first = row * extent;
      const best = order.toSorted((a, b) => {
        if (beats(data[first + a]!, data[first + b]!)) return -1;
        return beats(data[first + b]!, data[first + a]!) ? 1 : a - b;
      });
      for (let i = 0; i < k; i++) indices[row * k + i] = best[i]!;
    }
    const values = make({ dtype: x!.dtype, shape }, precision, (out) => {
      for (let i = 0; i < out.length; i++) out[i] = data[Math.floor(i / k) * extent + indices[i]!]!;
    });
    return [values, { dtype: 'int32', shape, data: indices }];
  },
};
