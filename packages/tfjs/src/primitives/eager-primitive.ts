import type { Attributes, Primitive } from '@neurite/contract';
import type { Tensor } from '@tensorflow/tfjs-core';

/** A primitive with one output on tensors of tfjs; gives a tensor of its own, never one of its inputs. */
export type EagerPrimitive<P extends Primitive> = (
  inputs: readonly Tensor[],
  attributes: Attributes[P],
) => Tensor;

export type EagerPrimitives<P extends Primitive> = { readonly [K in P]: EagerPrimitive<K> };
