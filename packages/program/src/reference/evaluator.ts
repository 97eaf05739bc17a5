import {
  sizeOf,
  type Attributes,
  type HostArray,
  type HostTensor,
  type Primitive,
  type TensorType,
} from '@neurite/contract';
import type { Family, PrimitiveOf } from '../primitives.js';

/** How float32 tensors are stored: as they are, or in double precision. Sums accumulate in float64 either way. */
export type Precision = 'float32' | 'float64';

/**
 * The meaning of a primitive: a pure function of host tensors. Results may share memory with inputs (`reshape`, `stop_gradient`),
 * so neither may be written to afterwards. Inputs have the types that the shape rule has accepted.
 */
export type Evaluator<P extends Primitive> = (
  attributes: Attributes[P],
  inputs: readonly HostTensor[],
  precision: Precision,
) => readonly HostTensor[];

export type Evaluators<F extends Family> = { readonly [P in PrimitiveOf<F>]: Evaluator<P> };

/** Zeroed memory for a tensor. */
export const allocate = ({ dtype, shape }: TensorType, precision: Precision): HostArray => {
  const size = sizeOf(shape);
  if (dtype === 'int32') return new Int32Array(size);
  if (dtype === 'bool') return new Uint8Array(size);
  return precision === 'float64' ? new Float64Array(size) : new Float32Array(size);
};

/** A tensor whose memory `fill` writes. */
export const make = (type: TensorType, precision: Precision, fill: (data: HostArray) => void): HostTensor => {
  const data = allocate(type, precision);
  fill(data);
  return { dtype: type.dtype, shape: type.shape, data };
};

/** A tensor of values computed in float64, stored with the precision asked for. */
export const store = (type: TensorType, precision: Precision, values: Float64Array): HostTensor =>
  type.dtype === 'float32' && precision === 'float64'
    ? { ...type, data: values }
    : make(type, precision, (data) => data.set(values));
