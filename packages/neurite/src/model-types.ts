import type { Dtype, HostArray, Nested } from '@neurite/contract';
import type { Prediction, PredictionInput } from '@neurite/core';

/** What one input or output is, for one example. */
export interface TensorSignature {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Whether an input may be given the text that its numbers are made of. */
  readonly text?: true;
}

/**
 * What a model takes and gives. `nn compile` and every run write it beside the weights, as `model.d.ts`; by hand it is
 * `{ inputs: { image: { dtype: 'float32'; shape: readonly [28, 28, 1] } }; outputs: … }`. An extent that data decides is `number`.
 */
export interface ModelTypes {
  readonly inputs: Readonly<Record<string, TensorSignature>>;
  readonly outputs: Readonly<Record<string, TensorSignature>>;
}

interface Elements {
  readonly float32: number;
  readonly int32: number;
  readonly bool: boolean | 0 | 1;
}
interface Arrays {
  readonly float32: Float32Array;
  readonly int32: Int32Array;
  readonly bool: Uint8Array;
}

/** Lists inside lists, as deep as a shape. */
type Lists<Element, Shape extends readonly number[]> = number extends Shape['length']
  ? Nested
  : Shape extends readonly [number, ...infer Inner extends readonly number[]]
    ? readonly Lists<Element, Inner>[]
    : Element;

/** One example or several, as lists or as the elements in row-major order; or as texts. */
export type TensorInput<T extends TensorSignature> =
  | (T extends { readonly text: true } ? string | readonly string[] : never)
  | Lists<Elements[T['dtype']], T['shape']>
  | readonly Lists<Elements[T['dtype']], T['shape']>[]
  | HostArray;

/** One result or several, in host memory. */
export interface TensorOutput<T extends TensorSignature> {
  readonly dtype: T['dtype'];
  readonly shape: T['shape'] | readonly [count: number, ...shape: T['shape']];
  readonly data: Arrays[T['dtype']];
}

/** What `predict` takes. */
export type Inputs<T extends ModelTypes> = string extends keyof T['inputs']
  ? Readonly<Record<string, PredictionInput>>
  : { readonly [K in keyof T['inputs']]: TensorInput<T['inputs'][K]> };

/** What `predict` gives. */
export type Outputs<T extends ModelTypes> = string extends keyof T['outputs']
  ? Prediction
  : { readonly [K in keyof T['outputs']]: TensorOutput<T['outputs'][K]> };
