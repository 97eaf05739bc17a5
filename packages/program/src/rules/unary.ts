import { constant, unaryRule, type GradientRules } from './rule.js';

/** Where a derivative jumps, the value at the jump is 0: relu'(0) = abs'(0) = 0. */
export const unaryRules: GradientRules<'unary'> = {
  neg: unaryRule((g, _, ops) => ops.neg(g), 'nothing'),
  abs: unaryRule((g, { x }, ops) => ops.mul(g, ops.sign(x)), 'inputs'),
  sign: constant,
  exp: unaryRule((g, { y }, ops) => ops.mul(g, y), 'outputs'),
  expm1: unaryRule((g, { y }, ops) => ops.mul(g, ops.add(y, 1)), 'outputs'),
  log: unaryRule((g, { x }, ops) => ops.div(g, x), 'inputs'),
  log1p: unaryRule((g, { x }, ops) => ops.div(g, ops.add(x, 1)), 'inputs'),
  sqrt: unaryRule((g, { y }, ops) => ops.div(ops.mul(g, 0.5), y), 'outputs'),
  rsqrt: unaryRule((g, { y }, ops) => ops.mul(ops.mul(g, -0.5), ops.mul(y, ops.mul(y, y))), 'outputs'),
  sin: unaryRule((g, { x }, ops) => ops.mul(g, ops.cos(x)), 'inputs'),
  cos: unaryRule((g, { x }, ops) => ops.neg(ops.mul(g, ops.sin(x))), 'inputs'),
  tanh: unaryRule((g, { y }, ops) => ops.mul(g, ops.sub(1, ops.mul(y, y))), 'outputs'),
  sigmoid: unaryRule((g, { y }, ops) => ops.mul(g, ops.mul(y, ops.sub(1, y))), 'outputs'),
  // A choice, not a product: 0 · ∞ would be NaN.
  relu: unaryRule((g, { x }, ops) => ops.where(ops.less(0, x), g, 0), 'inputs'),
  erf: unaryRule(
    (g, { x }, ops) => ops.mul(g, ops.mul(ops.exp(ops.neg(ops.mul(x, x))), 2 / Math.sqrt(Math.PI))),
    'inputs',
  ),
  floor: constant,
  is_finite: constant,
  logical_not: constant,
  stop_gradient: constant,
  // Gradients pass from float32 to float32 only.
  cast: unaryRule((g) => g, 'nothing'),
};
