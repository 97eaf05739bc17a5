import type { Dtype, GraphType } from '@neurite/contract';
import { type Extent, print, symbol, symbolName } from '../extents/extent.js';

/** The type of a value while compiling. Where there is a batch axis it comes first and is the symbol `batch`. */
export interface ValueType {
  readonly dtype: Dtype;
  readonly shape: readonly Extent[];
}

export const dtypes: readonly Dtype[] = ['float32', 'int32', 'bool'];
export const isDtype = (name: string): name is Dtype => (dtypes as readonly string[]).includes(name);

/** The batch axis. */
export const batch: Extent = symbol('batch');
export const isBatch = (extent: Extent | undefined): boolean =>
  extent !== undefined && symbolName(extent) === 'batch';
export const isBatched = (type: ValueType): boolean => isBatch(type.shape[0]);

/** The extents that users speak of: all but the batch. */
export const inner = (type: ValueType): readonly Extent[] =>
  isBatched(type) ? type.shape.slice(1) : type.shape;

export const withBatch = (dtype: Dtype, shape: readonly Extent[]): ValueType => ({
  dtype,
  shape: [batch, ...shape],
});

/** `[28, 28, 1]`, `int32[seq]`: as users write types, the batch left out. */
export const printType = (type: ValueType): string =>
  `${type.dtype === 'float32' ? '' : type.dtype}[${inner(type).map(print).join(', ')}]`;

export const toGraphType = (type: ValueType): GraphType => ({
  dtype: type.dtype,
  shape: type.shape.map((extent) => (typeof extent === 'number' ? extent : print(extent))),
});
