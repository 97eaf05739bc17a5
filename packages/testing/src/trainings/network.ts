import type { HostTensor, Ops, Shape } from '@neurite/contract';
import type { Reference } from '@neurite/program';

export type Tensors = Readonly<Record<string, HostTensor>>;
type References = Readonly<Record<string, Reference>>;

/** A network small enough to be trained in a test, with its data. */
export interface Network {
  readonly name: string;
  readonly parameters: Tensors;
  readonly statistics?: Tensors;
  readonly batch: Tensors;
  /** Adam, or gradient descent with momentum. */
  readonly optimizer: 'adam' | 'momentum';
  readonly rate: number;
  /** The loss, a scalar, and renewed statistics. `random` draws uniform numbers, new ones in every step. */
  run(
    ops: Ops<Reference>,
    values: References,
    random: (shape: Shape) => Reference,
  ): { readonly loss: Reference; readonly statistics?: References };
}

/** The mean of −log softmax(scores) at the labels. */
export const crossEntropy = (ops: Ops<Reference>, scores: Reference, labels: Reference): Reference => {
  const right = ops.mul(ops.logSoftmax(scores), ops.oneHot(labels, ops.shape(scores).at(-1)!));
  return ops.neg(ops.mean(ops.sum(right, -1)));
};

export const dense = (ops: Ops<Reference>, x: Reference, kernel: Reference, bias: Reference): Reference =>
  ops.add(ops.matMul(x, kernel), bias);
