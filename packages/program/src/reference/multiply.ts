import type { HostArray } from '@neurite/contract';

/** A matrix in strided memory. */
export interface Matrix {
  readonly data: HostArray;
  readonly offset: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** A row-major matrix. */
export const rowMajor = (data: HostArray, columns: number, offset = 0): Matrix => ({
  data,
  offset,
  rowStride: columns,
  columnStride: 1,
});

export const turned = ({ data, offset, rowStride, columnStride }: Matrix): Matrix => ({
  data,
  offset,
  rowStride: columnStride,
  columnStride: rowStride,
});

/** A copy in double precision, row after row, so that the loops below see one kind of array. */
const packed = (matrix: Matrix, rows: number, columns: number): Float64Array => {
  const { data, offset, rowStride, columnStride } = matrix;
  const out = new Float64Array(rows * columns);
  for (let i = 0, to = 0; i < rows; i++) {
    let from = offset + i * rowStride;
    for (let j = 0; j < columns; j++) {
      out[to++] = data[from]!;
      from += columnStride;
    }
  }
  return out;
};

/**
 * out += a · b, where `out` is a matrix `[rows, columns]` of its own strides. Sums accumulate in float64. Four terms at a time:
 * each element of a row of `out` is then read and written once for four products.
 */
export const multiply = (
  a: Matrix,
  b: Matrix,
  out: Matrix & { readonly data: Float64Array },
  [rows, inner, columns]: readonly [rows: number, inner: number, columns: number],
): void => {
  const left = packed(a, rows, inner);
  const right = packed(b, inner, columns);
  const sums = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    sums.fill(0);
    const from = i * inner;
    let k = 0;
    for (; k + 3 < inner; k += 4) {
      const [x0, x1, x2, x3] = [
        left[from + k]!,
        left[from + k + 1]!,
        left[from + k + 2]!,
        left[from + k + 3]!,
      ];
      const row0 = k * columns;
      const row1 = row0 + columns;
      const row2 = row1 + columns;
      const row3 = row2 + columns;
      for (let j = 0; j < columns; j++) {
        sums[j]! +=
          x0 * right[row0 + j]! + x1 * right[row1 + j]! + x2 * right[row2 + j]! + x3 * right[row3 + j]!;
      }
    }
    for (; k < inner; k++) {
      const x = left[from + k]!;
      for (let j = 0; j < columns; j++) sums[j]! += x * right[k * columns + j]!;
    }
    let to = out.offset + i * out.rowStride;
    for (let j = 0; j < columns; j++) {
      out.data[to]! += sums[j]!;
      to += out.columnStride;
    }
  }
};
