import { hostArray, sizeOf, type Column, type HostArray, type TensorType } from '@neurite/contract';

type NumberColumn = Extract<Column, { readonly type: TensorType }>;

/** A column of which a window may hold some rows. */
interface Placed {
  readonly rows?: unknown;
  /** Where `data` has each row, if it has only some of them. */
  readonly places?: ReadonlyMap<number, number>;
}

/** A column of numbers: what a device can hold. */
export interface TensorColumn extends NumberColumn {
  readonly places?: Placed['places'];
  /** The digest of all rows, if they are not held. */
  readonly digest?: string;
}

export const isTensorColumn = (column: Column): column is NumberColumn => typeof column.type === 'object';

/** Host memory for `count` examples of a column. */
export const arrayLike = ({ type }: TensorColumn, count: number): HostArray =>
  hostArray(type.dtype, count * sizeOf(type.shape));

/** Where `data` has a row. Of a column that is read by rows only a window has any, and of these only the ones it was opened on. */
export const placeOf = ({ rows, places }: Placed, row: number): number => {
  if (rows === undefined && places === undefined) return row;
  const place = places?.get(row);
  if (place === undefined) throw new Error(`Row ${row} was not read before it was used.`);
  return place;
};

/**
 * Copies rows of a column one after the other into `out`. Where there are fewer rows than `out` has room for, the last one is
 * repeated: what fills a batch must be as finite as what it stands beside, since 0 · NaN is NaN.
 */
export const gatherRows = (column: TensorColumn, rows: Int32Array, out: HostArray): void => {
  const { data } = column;
  const size = sizeOf(column.type.shape);
  const room = size === 0 ? 0 : out.length / size;
  for (let place = 0; place < room; place++) {
    const at = placeOf(column, rows[Math.min(place, rows.length - 1)]!);
    if (size === 1) out[place] = data[at]!;
    else out.set(data.subarray(at * size, (at + 1) * size), place * size);
  }
};
