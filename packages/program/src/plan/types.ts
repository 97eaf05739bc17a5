import type { Op, Program, TensorType, Value } from '@neurite/contract';

/** An output that is nothing but a stretch of an input's bytes. */
export interface View {
  /** Which input of the operation, and from which byte of it on. */
  readonly input: number;
  readonly offset: number;
}

/** What a backend can do with memory. Everything has a default that suits kernels which write their outputs front to back. */
export interface PlanOptions {
  /** Every block of the arena begins at a multiple of it; a power of two. */
  readonly alignment: number;
  /** For each output of an operation, the view that it can be, if any. Default: `contiguousViews`. */
  readonly alias?: (op: Op, program: Program) => readonly (View | undefined)[];
  /** For each output, the inputs whose bytes it may overwrite while it is computed. Default: `elementwiseInPlace`. */
  readonly inPlace?: (op: Op, program: Program) => readonly (readonly number[])[];
  /** Operations whose outputs are written once, when the program is prepared, and stay. Default: constant and iota. */
  readonly persistent?: (op: Op) => boolean;
  /** Bytes that an operation needs only while it runs. Default: none. */
  readonly scratch?: (op: Op, program: Program) => number;
  /** Default: 4 bytes for each element of float32 and int32, 1 for bool. */
  readonly bytes?: (type: TensorType) => number;
}

/** Where bytes are: in the arena, or in the memory of an input or output port, which the caller owns. */
export interface Place {
  readonly base: 'arena' | 'input' | 'output';
  /** The index of the port; 0 for the arena. */
  readonly port: number;
  readonly offset: number;
}

/** Moves bytes, for outputs that could not be computed where they belong. */
export interface Copy {
  readonly from: Place;
  readonly to: Place;
  readonly bytes: number;
}

/** Where every value of a program is, and until when. Lists are indexed by value. Serialises to JSON. */
export interface Plan {
  /** Bytes of each value, without padding. */
  readonly sizes: readonly number[];
  readonly places: readonly Place[];
  /** Bytes of the arena. */
  readonly arena: number;
  /** Value → the value that it is a view of, and the byte of it that the view begins at. */
  readonly aliases: Readonly<Record<Value, { readonly of: Value; readonly offset: number }>>;
  /** Value → the value that it is written over, which nothing reads any more. */
  readonly inPlace: Readonly<Record<Value, Value>>;
  /** The index of the last operation that reads a value or a view of it: −1 for none, the number of operations for outputs. */
  readonly lastUse: readonly number[];
  /** Index of an operation → the arena offset of its scratch. */
  readonly scratch: Readonly<Record<number, number>>;
  /** What is left to do after the last operation, in this order. */
  readonly copies: readonly Copy[];
}
