import type { Attributes, Axes, Dtype, Operand, Primitive, Shape } from '@neurite/contract';
import { invariant } from '../invariant.js';
import { describeType } from '../shapes/index.js';
import type { Emitter } from './emitter.js';

/** What the families of operations share. */
export interface Toolkit<T> extends Emitter<T> {
  shape(x: T): Shape;
  dtype(x: T): Dtype;
  rank(x: T): number;
  /** Emits a primitive with one output. */
  one<P extends Primitive>(primitive: P, inputs: readonly T[], attributes: Attributes[P]): T;
  reshape(x: T, shape: Shape): T;
  /** A constant of one number in `rank` axes of extent 1. */
  number(value: number, dtype: Dtype, rank: number): T;
  /** Axes of extent 1 put in front until the rank is reached. */
  lift(x: T, rank: number): T;
  /** Operands of equal rank and dtype: numbers take the dtype of the tensors (float32 where there are none). */
  align(operands: readonly Operand<T>[]): readonly T[];
  /** An axis counted from the front; `extra` allows as many positions behind the last. */
  axis(x: T, axis: number, extra?: number): number;
  /** Axes counted from the front, sorted; all of them where none are given. */
  axes(x: T, axes: Axes | undefined): Shape;
}

export const createToolkit = <T>(emitter: Emitter<T>): Toolkit<T> => {
  const shape = (x: T): Shape => emitter.type(x).shape;
  const dtype = (x: T): Dtype => emitter.type(x).dtype;
  const rank = (x: T): number => shape(x).length;
  const one: Toolkit<T>['one'] = (primitive, inputs, attributes) =>
    emitter.emit(primitive, inputs, attributes)[0]!;
  const reshape = (x: T, to: Shape): T => one('reshape', [x], { shape: to });
  const isNumber = (x: Operand<T>): x is number => typeof x === 'number';

  const number = (value: number, type: Dtype, axes: number): T => {
    invariant(
      type === 'float32' || Number.isInteger(value),
      () => `${value} stands beside ${type} values, and is not a whole number`,
    );
    return one('constant', [], {
      type: { dtype: type, shape: new Array<number>(axes).fill(1) },
      data: value,
    });
  };
  const lift = (x: T, axes: number): T =>
    rank(x) >= axes ? x : reshape(x, [...new Array<number>(axes - rank(x)).fill(1), ...shape(x)]);

  const axis = (x: T, value: number, extra = 0): number => {
    const count = rank(x) + extra;
    const counted = value < 0 ? value + count : value;
    invariant(
      Number.isInteger(counted) && counted >= 0 && counted < count,
      () => `axis ${value} is outside ${describeType(emitter.type(x))}`,
    );
    return counted;
  };

  return {
    type: (x) => emitter.type(x),
    emit: (primitive, inputs, attributes) => emitter.emit(primitive, inputs, attributes),
    body: (types, run) => emitter.body(types, run),
    shape,
    dtype,
    rank,
    one,
    reshape,
    number,
    lift,
    align: (operands) => {
      const tensors = operands.filter((operand): operand is T => !isNumber(operand));
      const common = Math.max(0, ...tensors.map(rank));
      const type = tensors.length === 0 ? 'float32' : dtype(tensors[0]!);
      return operands.map((operand) =>
        isNumber(operand) ? number(operand, type, common) : lift(operand, common),
      );
    },
    axis,
    axes: (x, axes) => {
      if (axes === undefined) return shape(x).map((_, index) => index);
      const list = (typeof axes === 'number' ? [axes] : axes).map((value) => axis(x, value));
      return [...new Set(list)].sort((a, b) => a - b);
    },
  };
};
