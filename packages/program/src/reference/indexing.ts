import { sizeOf } from '@neurite/contract';
import { make, store, type Evaluators } from './evaluator.js';
import { around } from './strides.js';

export const indexReference: Evaluators<'index'> = {
  gather: ({ axis }, [x, indices], precision) => {
    const [outer, extent, inner] = around(x!.shape, axis);
    const count = sizeOf(indices!.shape);
    const { data } = x!;
    const at = indices!.data;
    const type = { dtype: x!.dtype, shape: x!.shape.toSpliced(axis, 1, ...indices!.shape) };
    return [
      make(type, precision, (out) => {
        // Integers and bools store NaN as 0.
        for (let i = 0, to = 0; i < outer; i++) {
          for (let j = 0; j < count; j++) {
            const inside = at[j]! >= 0 && at[j]! < extent;
            const from = (i * extent + at[j]!) * inner;
            for (let k = 0; k < inner; k++) out[to++] = inside ? data[from + k]! : NaN;
          }
        }
      }),
    ];
  },
  scatter_add: ({ axis, size }, [indices, updates], precision) => {
    const count = sizeOf(indices!.shape);
    const shape = updates!.shape.toSpliced(axis, indices!.shape.length, size);
    const [outer, , inner] = around(shape, axis);
    const { data } = updates!;
    const at = indices!.data;
    const sums = new Float64Array(sizeOf(shape));
    for (let i = 0; i < outer; i++) {
      for (let j = 0; j < count; j++) {
        if (at[j]! < 0 || at[j]! >= size) continue;
        const from = (i * count + j) * inner;
        const to = (i * size + at[j]!) * inner;
        for (let k = 0; k < inner; k++) sums[to + k]! += data[from + k]!;
      }
    }
    return [store({ dtype: updates!.dtype, shape }, precision, sums)];
  },
};
