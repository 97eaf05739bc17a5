import type { Attributes, Primitive, TensorType } from '@neurite/contract';
import type { FunctionReference } from '../encoder/index.js';
import type { Unit } from '../math/index.js';

/** What computes one operation: a function of addresses (inputs…, outputs…, scratch). */
export interface Kernel {
  /** Bytes that it needs while it runs; 0 leaves the last parameter unused. */
  readonly scratch: number;
  define(unit: Unit): FunctionReference;
}

/** Chooses and specialises a kernel. */
export type KernelOf<P extends Primitive> = (
  attributes: Attributes[P],
  inputs: readonly TensorType[],
  outputs: readonly TensorType[],
) => Kernel;

export const wordBytes = 4;

/** The parameters of a kernel's function: one address for each input and output, and one for scratch. */
export const addresses = (count: number): readonly 'i32'[] => Array.from({ length: count + 1 }, () => 'i32');
