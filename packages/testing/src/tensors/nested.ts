import {
  sizeOf,
  type Dtype,
  type HostArray,
  type HostTensor,
  type Nested,
  type Shape,
} from '@neurite/contract';

const shapeOf = (nested: Nested): Shape => {
  if (!Array.isArray(nested)) return [];
  const inner = nested.length === 0 ? [] : shapeOf(nested[0] as Nested);
  return [nested.length, ...inner];
};

const leaves = (nested: Nested): readonly (number | boolean)[] =>
  typeof nested === 'object' ? nested.flatMap(leaves) : [nested];

const array = (dtype: Dtype, values: readonly number[]): HostArray => {
  if (dtype === 'int32') return Int32Array.from(values);
  return dtype === 'bool' ? Uint8Array.from(values) : Float64Array.from(values);
};

/**
 * A host tensor of nested arrays. Without a dtype, booleans make bool and numbers float32 (in double precision).
 *
 * @throws Error where rows have different lengths.
 * @example tensor([[1, 2], [3, 4]]) // float32[2, 2]
 */
export const tensor = (nested: Nested, dtype?: Dtype): HostTensor => {
  const values = leaves(nested);
  const shape = shapeOf(nested);
  if (values.length !== sizeOf(shape))
    throw new Error(`Nested arrays [${shape.join(', ')}] have ${values.length} elements.`);
  const own = dtype ?? (typeof values[0] === 'boolean' ? 'bool' : 'float32');
  return { dtype: own, shape, data: array(own, values.map(Number)) };
};

/** A host tensor of a flat list. */
export const flat = (shape: Shape, values: readonly number[], dtype: Dtype = 'float32'): HostTensor => {
  if (values.length !== sizeOf(shape))
    throw new Error(`[${shape.join(', ')}] does not have ${values.length} elements.`);
  return { dtype, shape, data: array(dtype, values) };
};

/** Nested arrays of a host tensor: the opposite of `tensor`. */
export const nested = ({ dtype, shape, data }: HostTensor): Nested => {
  let next = 0;
  const build = (axis: number): Nested => {
    if (axis < shape.length) return Array.from({ length: shape[axis]! }, () => build(axis + 1));
    const value = data[next++]!;
    return dtype === 'bool' ? value !== 0 : value;
  };
  return build(0);
};
