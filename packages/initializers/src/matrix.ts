import type { HostRandom, Shape } from '@neurite/contract';
import { orthonormalColumns } from './orthonormal.js';

/** A parameter as a matrix: the last axis is its columns, the axes before count as one. */
export const matrixOf = (shape: Shape): { readonly rows: number; readonly columns: number } => ({
  rows: shape.slice(0, -1).reduce((product, extent) => product * extent, 1),
  columns: shape.at(-1) ?? 1,
});

/** A random matrix, row-major, whose shorter side is orthonormal. */
export const orthogonalMatrix = (rows: number, columns: number, random: HostRandom): Float64Array => {
  const [long, short] = rows >= columns ? [rows, columns] : [columns, rows];
  const tall = orthonormalColumns(long, short, random);
  if (rows >= columns) return tall;
  return Float64Array.from(
    { length: rows * columns },
    (_, i) => tall[(i % columns) * short + Math.floor(i / columns)]!,
  );
};
