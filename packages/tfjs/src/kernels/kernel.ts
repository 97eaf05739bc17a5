import type { Attributes, Primitive } from '@neurite/contract';
import type { Tensor } from '@tensorflow/tfjs-core';

/** A primitive by a kernel of ours; undefined for what that kernel does not take. */
export type KernelPrimitive<P extends Primitive> = (
  inputs: readonly Tensor[],
  attributes: Attributes[P],
) => Tensor | undefined;

/** One that has no attributes to heed. */
export type Plain = (inputs: readonly Tensor[]) => Tensor | undefined;

export type KernelPrimitives<P extends Primitive> = { readonly [K in P]: KernelPrimitive<K> };

export const isFloat = ({ dtype }: Tensor): boolean => dtype === 'float32';
