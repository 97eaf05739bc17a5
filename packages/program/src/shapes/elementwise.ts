import type { Dtype, TensorType } from '@neurite/contract';
import { broadcastShapes, requireDtype, requireSameType, take, type ShapeRules } from './rule.js';

const unary =
  (...allowed: readonly Dtype[]) =>
  (_: unknown, inputs: readonly TensorType[]): readonly TensorType[] => {
    const [x] = take(inputs, 1);
    requireDtype(x, ...allowed);
    return [x];
  };

const arithmeticUnary = unary('float32', 'int32');
const floating = unary('float32');

export const unaryShapes: ShapeRules<'unary'> = {
  neg: arithmeticUnary,
  abs: arithmeticUnary,
  sign: arithmeticUnary,
  exp: floating,
  expm1: floating,
  log: floating,
  log1p: floating,
  sqrt: floating,
  rsqrt: floating,
  sin: floating,
  cos: floating,
  tanh: floating,
  sigmoid: floating,
  relu: floating,
  erf: floating,
  floor: floating,
  is_finite: (_, inputs) => [{ dtype: 'bool', shape: floating(_, inputs)[0]!.shape }],
  logical_not: unary('bool'),
  stop_gradient: unary('float32', 'int32', 'bool'),
  cast: ({ dtype }, inputs) => [{ dtype, shape: take(inputs, 1)[0].shape }],
};

const binary =
  (allowed: readonly Dtype[], result?: Dtype) =>
  (_: unknown, inputs: readonly TensorType[]): readonly TensorType[] => {
    const [a, b] = take(inputs, 2);
    requireDtype(a, ...allowed);
    requireDtype(b, a.dtype);
    return [{ dtype: result ?? a.dtype, shape: broadcastShapes([a.shape, b.shape]) }];
  };

const arithmetic = binary(['float32', 'int32']);
const logical = binary(['bool']);

export const binaryShapes: ShapeRules<'binary'> = {
  add: arithmetic,
  sub: arithmetic,
  mul: arithmetic,
  div: arithmetic,
  pow: arithmetic,
  maximum: arithmetic,
  minimum: arithmetic,
  equal: binary(['float32', 'int32', 'bool'], 'bool'),
  less: binary(['float32', 'int32'], 'bool'),
  logical_and: logical,
  logical_or: logical,
  select: (_, inputs) => {
    const [condition, a, b] = take(inputs, 3);
    requireDtype(condition, 'bool');
    requireSameType({ ...a, shape: [] }, { ...b, shape: [] }, 'both choices of a select');
    return [{ dtype: a.dtype, shape: broadcastShapes([condition.shape, a.shape, b.shape]) }];
  },
};
