import { hostArray, sizeOf, type Column, type HostArray, type TensorType } from '@neurite/contract';

/** A column of numbers: what a device can hold. */
export type TensorColumn = Extract<Column, { readonly type: TensorType }>;

export const isTensorColumn = (column: Column): column is TensorColumn => typeof column.type === 'object';

/** Host memory for `count` examples of a column. */
export const arrayLike = ({ type }: TensorColumn, count: number): HostArray =>
  hostArray(type.dtype, count * sizeOf(type.shape));

/**
 * Copies rows of a column one after the other into `out`. Where there are fewer rows than `out` has room for, the last one is
 * repeated: what fills a batch must be as finite as what it stands beside, since 0 · NaN is NaN.
 */
export const gatherRows = (column: TensorColumn, rows: Int32Array, out: HostArray): void => {
  const { data } = column;
  const size = sizeOf(column.type.shape);
  const room = size === 0 ? 0 : out.length / size;
  for (let place = 0; place < room; place++) {
    const row = rows[Math.min(place, rows.length - 1)]!;
    if (size === 1) out[place] = data[row]!;
    else out.set(data.subarray(row * size, (row + 1) * size), place * size);
  }
};
