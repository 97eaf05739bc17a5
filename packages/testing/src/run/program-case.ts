import type { HostTensor, Program } from '@neurite/contract';
import type { Tolerance } from '../tensors/index.js';

/** A small program, what goes in, and how close it must come to the float64 reference. */
export interface ProgramCase {
  readonly name: string;
  readonly program: Program;
  readonly inputs: readonly HostTensor[];
  /** Default: single precision. */
  readonly tolerance?: Tolerance;
  /** By hand, where the meaning is a decision and not a formula; the reference must agree as well. */
  readonly expect?: readonly HostTensor[];
}
