import type { Dtype, HostTensor } from '@neurite/contract';
import { broadcastShapes } from '../shapes/rule.js';
import { make, type Evaluators, type Precision } from './evaluator.js';
import { erf, sigmoid } from './scalar.js';
import { broadcastStrides, forEachRow, stridesOf } from './strides.js';

const unary =
  (f: (x: number) => number, dtype?: Dtype) =>
  (_: unknown, [x]: readonly HostTensor[], precision: Precision): readonly HostTensor[] => {
    const { data, shape } = x!;
    return [
      make({ dtype: dtype ?? x!.dtype, shape }, precision, (out) => {
        for (let i = 0; i < out.length; i++) out[i] = f(data[i]!);
      }),
    ];
  };

export const unaryReference: Evaluators<'unary'> = {
  neg: unary((x) => -x),
  abs: unary(Math.abs),
  sign: unary(Math.sign),
  exp: unary(Math.exp),
  expm1: unary(Math.expm1),
  log: unary(Math.log),
  log1p: unary(Math.log1p),
  sqrt: unary(Math.sqrt),
  rsqrt: unary((x) => 1 / Math.sqrt(x)),
  sin: unary(Math.sin),
  cos: unary(Math.cos),
  tanh: unary(Math.tanh),
  sigmoid: unary(sigmoid),
  // NaN must stay visible: a comparison that fails would hide it.
  relu: unary((x) => (x < 0 ? 0 : x)),
  erf: unary(erf),
  floor: unary(Math.floor),
  is_finite: unary((x) => (Number.isFinite(x) ? 1 : 0), 'bool'),
  logical_not: unary((x) => 1 - x),
  stop_gradient: (_, inputs) => inputs,
  cast: ({ dtype }, inputs, precision) => {
    if (inputs[0]!.dtype === dtype) return inputs;
    return unary(dtype === 'bool' ? (x) => (x === 0 ? 0 : 1) : Math.trunc, dtype)(null, inputs, precision);
  },
};

const binary =
  (f: (a: number, b: number) => number, integers = f, result?: Dtype) =>
  (_: unknown, [a, b]: readonly HostTensor[], precision: Precision): readonly HostTensor[] => {
    const shape = broadcastShapes([a!.shape, b!.shape]);
    const [left, right] = [a!.data, b!.data];
    const apply = a!.dtype === 'int32' ? integers : f;
    const type = { dtype: result ?? a!.dtype, shape };
    return [
      make(type, precision, (out) => {
        const operands = [broadcastStrides(a!.shape), broadcastStrides(b!.shape), stridesOf(shape)];
        forEachRow(shape, operands, (length, offsets, steps) => {
          const [stepA, stepB, stepOut] = [steps[0]!, steps[1]!, steps[2]!];
          let [i, j, k] = [offsets[0]!, offsets[1]!, offsets[2]!];
          for (let n = 0; n < length; n++) {
            out[k] = apply(left[i]!, right[j]!);
            i += stepA;
            j += stepB;
            k += stepOut;
          }
        });
      }),
    ];
  };

const isTrue = (holds: boolean): number => (holds ? 1 : 0);

export const binaryReference: Evaluators<'binary'> = {
  add: binary((a, b) => a + b),
  sub: binary((a, b) => a - b),
  mul: binary((a, b) => a * b, Math.imul),
  div: binary(
    (a, b) => a / b,
    (a, b) => Math.floor(a / b),
  ),
  // Math.pow(±1, ±∞ or NaN) and NaN⁰ differ from IEEE's pow only for the base ±1.
  pow: binary((a, b) => (a === 1 ? 1 : Math.pow(a, b))),
  maximum: binary(Math.max),
  minimum: binary(Math.min),
  equal: binary((a, b) => isTrue(a === b), undefined, 'bool'),
  less: binary((a, b) => isTrue(a < b), undefined, 'bool'),
  logical_and: binary((a, b) => a & b),
  logical_or: binary((a, b) => a | b),
  select: (_, [condition, a, b], precision) => {
    const shape = broadcastShapes([condition!.shape, a!.shape, b!.shape]);
    const [chosen, whenTrue, whenFalse] = [condition!.data, a!.data, b!.data];
    return [
      make({ dtype: a!.dtype, shape }, precision, (out) => {
        const operands = [condition!, a!, b!].map((x) => broadcastStrides(x.shape));
        forEachRow(shape, [...operands, stridesOf(shape)], (length, offsets, steps) => {
          for (let n = 0; n < length; n++) {
            out[offsets[3]! + n * steps[3]!] = chosen[offsets[0]! + n * steps[0]!]
              ? whenTrue[offsets[1]! + n * steps[1]!]!
              : whenFalse[offsets[2]! + n * steps[2]!]!;
          }
        });
      }),
    ];
  },
};
