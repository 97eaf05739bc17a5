import type { HostTensor } from '@neurite/contract';

/** x ↦ x · matrix + shift, in float64; the matrix row by row. */
export interface Affine {
  readonly matrix: readonly Float64Array[];
  readonly shift: Float64Array;
  apply(x: ArrayLike<number>): Float64Array;
}

const make = (matrix: readonly Float64Array[], shift: Float64Array): Affine => ({
  matrix,
  shift,
  apply: (x) => {
    const y = Float64Array.from(shift);
    for (const [i, row] of matrix.entries()) for (let j = 0; j < y.length; j++) y[j]! += x[i]! * row[j]!;
    return y;
  },
});

/** A dense layer: kernel `[inputs, units]`, bias `[units]`. */
export const affine = (kernel: HostTensor, bias: HostTensor): Affine => {
  const [, units] = kernel.shape as [number, number];
  const rows = Array.from({ length: kernel.shape[0]! }, (_, row) =>
    Float64Array.from(kernel.data.subarray(row * units, (row + 1) * units)),
  );
  return make(rows, Float64Array.from(bias.data));
};

/** First one map, then the other. */
export const composed = (first: Affine, second: Affine): Affine => {
  const linear = make(second.matrix, new Float64Array(second.shift.length));
  return make(
    first.matrix.map((row) => linear.apply(row)),
    second.apply(first.shift),
  );
};
