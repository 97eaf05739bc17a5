import {
  type Body,
  f32x4,
  f64x2,
  i32,
  i32x4,
  i64x2,
  type Local,
  sequence,
  shuffle32,
  type V128,
  v128,
} from '../encoder/index.js';
import { inDouble } from './double.js';
import type { Formula } from './exponential.js';
import { polynomial64 } from './polynomial.js';

const c = f64x2.constant;

/** 2·artanh(s)/s as a polynomial in s², |s| ≤ 0.172: ln((1 + s)/(1 − s)) to 2e-12. */
const artanh = [2, 2 / 3, 2 / 5, 2 / 7, 2 / 9, 2 / 11, 2 / 13];
/** e^r on |r| ≤ ln 2 / 2 to 1e-11: Taylor's coefficients, exact enough here. */
const exponential = [1, 1, 1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040, 1 / 40320, 1 / 362880];

/** The bits of √½: taking them away first makes the split fall between √½ and √2. */
const rootHalf = 0x3fe6a09e667f3bcdn;

/** ln x of two non-negative float64 that were float32; −∞ for 0. */
const logarithm = (body: Body, x: Local<'v128'>): Formula => {
  const [exponent, s, square] = [body.local('v128'), body.local('v128'), body.local('v128')];
  const low = shuffle32(exponent.get, exponent.get, [0, 2, 0, 2]);
  const one = c(1);
  return {
    run: sequence(
      exponent.set(i64x2.shrS(i64x2.sub(x.get, i64x2.constant(rootHalf)), i32.constant(52))),
      s.set(i64x2.sub(x.get, i64x2.shl(exponent.get, i32.constant(52)))),
      s.set(f64x2.div(f64x2.sub(s.get, one), f64x2.add(s.get, one))),
      square.set(f64x2.mul(s.get, s.get)),
    ),
    result: v128.bitselect(
      x.get,
      v128.bitselect(
        c(-Infinity),
        f64x2.add(
          f64x2.mul(s.get, polynomial64(square.get, artanh)),
          f64x2.mul(f64x2.convertLowI32x4S(low), c(Math.LN2)),
        ),
        f64x2.eq(x.get, c(0)),
      ),
      // ∞ and NaN are their own logarithms.
      v128.not(f64x2.lt(x.get, c(Infinity))),
    ),
  };
};

/** e^z, where z may be anything; results that float32 cannot hold are only as far out as it takes to round rightly. */
const exponentialOf = (body: Body, z: Local<'v128'>): Formula => {
  const [k, r, whole] = [body.local('v128'), body.local('v128'), body.local('v128')];
  const biased = i32x4.shl(i32x4.add(whole.get, i32x4.constant(1023)), i32.constant(20));
  const zero = i32x4.constant(0);
  return {
    run: sequence(
      z.set(f64x2.pseudoMax(f64x2.pseudoMin(z.get, c(120)), c(-120))),
      k.set(f64x2.nearest(f64x2.mul(z.get, c(Math.LOG2E)))),
      r.set(f64x2.sub(z.get, f64x2.mul(k.get, c(Math.LN2)))),
      whole.set(i32x4.truncSatF64x2SZero(k.get)),
    ),
    result: f64x2.mul(polynomial64(r.get, exponential), shuffle32(biased, zero, [4, 0, 4, 1])),
  };
};

const zero = f32x4.constant(0);
const one = f32x4.constant(1);
const isInteger = (y: V128): V128 => f32x4.eq(f32x4.nearest(y), y);

/**
 * x^y as IEEE 754's pow, but NaN for (−1)^±∞; e^(y·ln|x|) in float64, so that the result is rounded once: relative error below 6.1e-8.
 * Negative x gives a sign from the parity of y, and NaN where y is not an integer.
 */
export const pow = (body: Body, x: Local<'v128'>, y: Local<'v128'>): Formula => {
  const [result, halfY] = [body.local('v128'), body.local('v128')];
  const magnitude = inDouble(body, [f32x4.abs(x.get), y.get], ([base, exponent]) => {
    const log = logarithm(body, base!);
    const power = exponentialOf(body, exponent!);
    return {
      run: sequence(log.run, exponent!.set(f64x2.mul(exponent!.get, log.result)), power.run),
      result: power.result,
    };
  });
  // Every float32 above 2²⁴ is an even integer, and halving is exact.
  const isOdd = v128.andNot(isInteger(y.get), isInteger(halfY.get));
  const negative = i32x4.ltS(x.get, i32x4.constant(0));
  const isInvalid = v128.andNot(
    v128.and(f32x4.lt(x.get, zero), f32x4.gt(x.get, f32x4.constant(-Infinity))),
    isInteger(y.get),
  );
  const isOne = v128.or(f32x4.eq(y.get, zero), f32x4.eq(x.get, one));
  return {
    run: sequence(
      magnitude.run,
      result.set(magnitude.result),
      halfY.set(f32x4.mul(y.get, f32x4.constant(0.5))),
      result.set(v128.xor(result.get, v128.and(v128.and(negative, isOdd), i32x4.constant(-0x80000000)))),
      result.set(v128.bitselect(f32x4.constant(NaN), result.get, isInvalid)),
    ),
    result: v128.bitselect(one, result.get, isOne),
  };
};
