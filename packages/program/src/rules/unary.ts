import { constant, unaryRule, type GradientRules } from './rule.js';

/** Where a derivative jumps, the value at the jump is 0: relu'(0) = abs'(0) = 0. */
export const unaryRules: GradientRules<'unary'> = {
  neg: unaryRule((g, _, ops) => ops.neg(g)),
  abs: unaryRule((g, { x }, ops) => ops.mul(g, ops.sign(x))),
  sign: constant,
  exp: unaryRule((g, { y }, ops) => ops.mul(g, y)),
  expm1: unaryRule((g, { y }, ops) => ops.mul(g, ops.add(y, 1))),
  log: unaryRule((g, { x }, ops) => ops.div(g, x)),
  log1p: unaryRule((g, { x }, ops) => ops.div(g, ops.add(x, 1))),
  sqrt: unaryRule((g, { y }, ops) => ops.div(ops.mul(g, 0.5), y)),
  rsqrt: unaryRule((g, { y }, ops) => ops.mul(ops.mul(g, -0.5), ops.mul(y, ops.mul(y, y)))),
  sin: unaryRule((g, { x }, ops) => ops.mul(g, ops.cos(x))),
  cos: unaryRule((g, { x }, ops) => ops.neg(ops.mul(g, ops.sin(x)))),
  tanh: unaryRule((g, { y }, ops) => ops.mul(g, ops.sub(1, ops.mul(y, y)))),
  sigmoid: unaryRule((g, { y }, ops) => ops.mul(g, ops.mul(y, ops.sub(1, y)))),
  // A choice, not a product: 0 · ∞ would be NaN.
  relu: unaryRule((g, { x }, ops) => ops.where(ops.less(0, x), g, 0)),
  erf: unaryRule((g, { x }, ops) =>
    ops.mul(g, ops.mul(ops.exp(ops.neg(ops.mul(x, x))), 2 / Math.sqrt(Math.PI))),
  ),
  floor: constant,
  is_finite: constant,
  logical_not: constant,
  stop_gradient: constant,
  // Gradients pass from float32 to float32 only.
  cast: unaryRule((g) => g),
};
