import { f32x4, i32, i32x4, sequence, v128 } from '../../src/encoder/index.js';
import { type LaneFunction, ln2High, ln2Low } from '../../src/math/exponential.js';
import { polynomial32 } from '../../src/math/polynomial.js';

/** (exp(r) − 1) / r on |r| ≤ ln 2 / 2, to 9.4e-8 of exp(r); tools/minimax.mjs. */
const quotient = [
  0.9999997021033006, 0.49999139745961124, 0.16667647385515633, 0.04189926000745963, 0.008290068647007192,
];

/** Below, the result is no normal number any more. */
const lowest = -87.3;

/** Added to a small number k, it leaves k + 127, the exponent of 2ᵏ, in the low bits. */
const rounder = 1.5 * 2 ** 23 + 127;

/**
 * eˣ for x ≤ 0, as softmax needs it: relative error below 3e-7, 0 below −87.3, NaN for NaN. About half of the work of the function for
 * all x.
 */
export const powerBelowOne: LaneFunction = (body, x) => {
  const [rounded, k, r, scale] = [0, 1, 2, 3].map(() => body.local('v128'));
  const c = f32x4.constant;
  return {
    run: sequence(
      rounded!.set(f32x4.add(f32x4.mul(x.get, c(Math.LOG2E)), c(rounder))),
      k!.set(f32x4.sub(rounded!.get, c(rounder))),
      r!.set(f32x4.sub(f32x4.sub(x.get, f32x4.mul(k!.get, c(ln2High))), f32x4.mul(k!.get, c(ln2Low)))),
      scale!.set(i32x4.shl(rounded!.get, i32.constant(23))),
    ),
    result: v128.andNot(
      f32x4.add(f32x4.mul(f32x4.mul(r!.get, scale!.get), polynomial32(r!.get, quotient)), scale!.get),
      f32x4.lt(x.get, c(lowest)),
    ),
  };
};
