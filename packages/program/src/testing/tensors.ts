import { sizeOf, type HostTensor, type Program, type Shape } from '@neurite/contract';
import { evaluate, type Precision } from '../reference/index.js';

/** A double-precision tensor of the given numbers. */
export const floats = (shape: Shape, values: readonly number[]): HostTensor => ({
  dtype: 'float32',
  shape,
  data: Float64Array.from(values),
});

export const ints = (shape: Shape, values: readonly number[]): HostTensor => ({
  dtype: 'int32',
  shape,
  data: Int32Array.from(values),
});

/** Numbers spread over [low, high) without two that are close: the fractional parts of multiples of the golden ratio. */
export const spreadOver = (shape: Shape, low = -1, high = 1, seed = 0): HostTensor =>
  floats(
    shape,
    Array.from(
      { length: sizeOf(shape) },
      (_, index) => low + (high - low) * (((index + 1 + seed * 101) * 0.6180339887498949) % 1),
    ),
  );

/** Runs a program on inputs by name; gives its outputs by name. */
export const runByName = (
  program: Program,
  inputs: Readonly<Record<string, HostTensor>>,
  precision: Precision = 'float64',
): Readonly<Record<string, HostTensor>> => {
  const results = evaluate(
    program,
    program.inputs.map(({ name }) => {
      const tensor = inputs[name];
      if (tensor === undefined) throw new Error(`The test gives no input "${name}".`);
      return tensor;
    }),
    precision,
  );
  return Object.fromEntries(program.outputs.map(({ name }, index) => [name, results[index]!]));
};

export const numbers = (tensor: HostTensor | undefined): readonly number[] => [...(tensor?.data ?? [])];
