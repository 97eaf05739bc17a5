import { f32x4, i32x4, sequence, v128 } from '../encoder/index.js';
import { expOfNegativeSquare, type LaneFunction } from './exponential.js';
import { polynomial32 } from './polynomial.js';

/** erf(x)/x as a polynomial in x², on |x| < 1, to 1.2e-9. */
const near = [
  1.1283791659137696, -0.37612627136099863, 0.11283600177821416, -0.02685444465841329, 0.005189535467272544,
  -0.0008020842414874234, 0.00007889123310093581,
];
/** erfc(x)·exp(x²) on 1 ≤ x ≤ 4; erfc itself to 2.41e-9. */
const complement = [
  0.9922588759025208, -1.0798448293300438, 0.8627212456854946, -0.518860922134782, 0.23057120363884615,
  -0.07275935804540885, 0.015302317135512306, -0.001911806826930295, 0.00010684357501723978,
];

/** From here on 1 − erfc rounds to 1. */
const saturated = 4;

/** erf(x): an odd polynomial below 1, 1 − e^(−x²)·P(|x|) above; relative error below 1.5e-7. */
export const erf: LaneFunction = (body, x) => {
  const [size, square, far] = [body.local('v128'), body.local('v128'), body.local('v128')];
  const exponential = expOfNegativeSquare(body, size.get);
  const sign = i32x4.constant(-0x80000000);
  return {
    run: sequence(
      // NaN stays in `size`: it is the first operand.
      size.set(f32x4.pseudoMin(f32x4.abs(x.get), f32x4.constant(saturated))),
      square.set(f32x4.mul(x.get, x.get)),
      exponential.run,
      far.set(
        f32x4.sub(f32x4.constant(1), f32x4.mul(exponential.result, polynomial32(size.get, complement))),
      ),
      far.set(v128.or(far.get, v128.and(x.get, sign))),
    ),
    result: v128.bitselect(
      f32x4.mul(x.get, polynomial32(square.get, near)),
      far.get,
      f32x4.lt(size.get, f32x4.constant(1)),
    ),
  };
};
