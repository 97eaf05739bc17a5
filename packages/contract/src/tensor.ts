export type Dtype = 'float32' | 'int32' | 'bool';

/** The extents of a tensor, outermost axis first; `[]` is a scalar. */
export type Shape = readonly number[];

export interface TensorType {
  readonly dtype: Dtype;
  readonly shape: Shape;
}

/** Host memory of a tensor: float32 as Float32Array (Float64Array at double precision), int32 as Int32Array, bool as Uint8Array of 0 and 1. */
export type HostArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/** A tensor in host memory, row-major. */
export interface HostTensor extends TensorType {
  readonly data: HostArray;
}

/** The number of elements of a shape: the product of its extents, 1 for a scalar. */
export const sizeOf = (shape: Shape): number => shape.reduce((size, extent) => size * extent, 1);

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((extent, axis) => extent === b[axis]);

/** Host memory for so many elements, zero at first. */
export const hostArray = (dtype: Dtype, length: number): HostArray => {
  switch (dtype) {
    case 'float32':
      return new Float32Array(length);
    case 'int32':
      return new Int32Array(length);
    case 'bool':
      return new Uint8Array(length);
    default:
      return dtype satisfies never;
  }
};
