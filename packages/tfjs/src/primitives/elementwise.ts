import * as tf from '@tensorflow/tfjs-core';
import { choose } from './choose.js';
import { erf, expm1, log1p } from './careful.js';
import type { EagerPrimitives } from './eager-primitive.js';
import { isOn } from './is-on.js';
import { fillingOf } from './source.js';

type Unary =
  | ('neg' | 'abs' | 'sign' | 'exp' | 'expm1' | 'log' | 'log1p' | 'sqrt' | 'rsqrt' | 'sin' | 'cos' | 'tanh')
  | ('sigmoid' | 'relu' | 'erf' | 'floor' | 'is_finite' | 'logical_not' | 'stop_gradient' | 'cast');
type Binary =
  | ('add' | 'sub' | 'mul' | 'div' | 'pow' | 'maximum' | 'minimum' | 'equal' | 'less')
  | ('logical_and' | 'logical_or' | 'select');

const unary =
  (f: (x: tf.Tensor) => tf.Tensor) =>
  ([x]: readonly tf.Tensor[]): tf.Tensor =>
    f(x!);
const binary =
  (f: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor) =>
  ([a, b]: readonly tf.Tensor[]): tf.Tensor =>
    f(a!, b!);

/**
 * A kernel by itself. What tfjs's own functions do before (dtypes that promote, tensors from arrays, checks of shapes) our operands do
 * not need, and it takes longer than a small kernel.
 */
const unaryKernel =
  (name: string) =>
  ([x]: readonly tf.Tensor[]): tf.Tensor =>
    tf.engine().runKernel(name, { x: x! });
const binaryKernel =
  (name: string) =>
  ([a, b]: readonly tf.Tensor[]): tf.Tensor =>
    tf.engine().runKernel(name, { a: a!, b: b! });

const mayBeNan = (x: tf.Tensor): boolean => x.dtype === 'float32' && !Number.isFinite(fillingOf(x));
/** y, except that NaN of x stays NaN where a kernel of tfjs hides it. */
const keepingNan = (x: tf.Tensor, y: tf.Tensor): tf.Tensor =>
  mayBeNan(x) && y.size > 0 ? choose(tf.isNaN(x), x, y) : y;

/** On GPUs tfjs hides NaN of both operands. */
const extreme = (f: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor) =>
  binary((a, b) => (isOn('cpu') ? f(a, b) : keepingNan(a, keepingNan(b, f(a, b)))));

/** A number of x's dtype. */
const like = (x: tf.Tensor, value: number): tf.Tensor => tf.scalar(value, x.dtype as 'float32');

export const unaryPrimitives: EagerPrimitives<Unary> = {
  neg: unaryKernel(tf.Neg),
  abs: unary(tf.abs),
  // Not tf.sign: on WebAssembly the sign of 1e-3 is 0, and on all backends that of NaN.
  sign: unary((x) =>
    choose(tf.less(like(x, 0), x), like(x, 1), choose(tf.less(x, like(x, 0)), like(x, -1), x)),
  ),
  exp: unaryKernel(tf.Exp),
  expm1: unary(expm1),
  log: unaryKernel(tf.Log),
  log1p: unary(log1p),
  sqrt: unaryKernel(tf.Sqrt),
  rsqrt: unaryKernel(tf.Rsqrt),
  sin: unary(tf.sin),
  cos: unary(tf.cos),
  tanh: unaryKernel(tf.Tanh),
  sigmoid: unaryKernel(tf.Sigmoid),
  // On GPUs tf.relu makes NaN of −∞.
  relu: unary((x) => (isOn('cpu') ? tf.relu(x) : choose(tf.less(x, 0), like(x, 0), x))),
  erf: unary(erf),
  floor: unary(tf.floor),
  is_finite: unary(tf.isFinite),
  logical_not: unary(tf.logicalNot),
  stop_gradient: unary(tf.clone),
  // On WebAssembly tf.cast to bool keeps the low byte.
  cast: ([x], { dtype }) =>
    dtype === 'bool' && x!.dtype !== 'bool' ? tf.notEqual(x!, like(x!, 0)) : tf.cast(x!, dtype),
};

const realDiv = binaryKernel(tf.RealDiv);

export const binaryPrimitives: EagerPrimitives<Binary> = {
  add: binaryKernel(tf.Add),
  sub: binaryKernel(tf.Sub),
  mul: binaryKernel(tf.Multiply),
  div: binary((a, b) => {
    if (a.dtype === 'int32') return tf.floorDiv(a, b);
    // On WebGL tf.div makes 1 of 0 / 0 and of ∞ / ∞.
    return isOn('webgl') ? tf.mul(a, tf.reciprocal(b)) : realDiv([a, b]);
  }),
  pow: binary((a, b) => choose(tf.equal(a, like(a, 1)), like(a, 1), tf.pow(a, b))),
  maximum: extreme(tf.maximum),
  minimum: extreme(tf.minimum),
  equal: binaryKernel(tf.Equal),
  less: binaryKernel(tf.Less),
  logical_and: binaryKernel(tf.LogicalAnd),
  logical_or: binaryKernel(tf.LogicalOr),
  // On WebAssembly tf.where of bools writes beyond its memory.
  select: ([condition, a, b]) =>
    a!.dtype === 'bool'
      ? tf.logicalOr(tf.logicalAnd(condition!, a!), tf.logicalAnd(tf.logicalNot(condition!), b!))
      : choose(condition!, a!, b!),
};
