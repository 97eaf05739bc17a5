import {
  type Body,
  f32x4,
  i32,
  i32x4,
  type Local,
  sequence,
  type Statement,
  type V128,
  v128,
} from '../encoder/index.js';
import { polynomial32 } from './polynomial.js';

/** A function of one vector: statements, and the expression of the result. */
export interface Formula {
  readonly run: Statement;
  readonly result: V128;
}
export type LaneFunction = (body: Body, x: Local<'v128'>) => Formula;

/** (exp(r) − 1 − r) / r² on |r| ≤ ln 2 / 2, to 3e-9. */
const tail = [
  0.49999993338028537, 0.16666519005751393, 0.04166840718422516, 0.008368913688323364, 0.0013814190876769408,
];

/** ln 2 in two parts; the first has 15 bits, so that products with |k| ≤ 150 are exact. */
export const ln2High = 0.693145751953125;
export const ln2Low = 1.42860682030941723212e-6;

/** Below, even twice the result rounds to 0; above, it overflows. */
const [lowest, highest] = [-104, 89];

interface Reduced {
  readonly run: Statement;
  /** x = k·ln 2 + r. */
  readonly k: Local<'v128'>;
  readonly r: Local<'v128'>;
  /** r²·P(r) = exp(r) − 1 − r. */
  readonly tail: V128;
}

const reduce = (body: Body, x: V128): Reduced => {
  const [clamped, k, r] = [body.local('v128'), body.local('v128'), body.local('v128')];
  const c = f32x4.constant;
  return {
    k,
    r,
    run: sequence(
      // x stays the first operand: these give it where it is NaN.
      clamped.set(f32x4.pseudoMax(f32x4.pseudoMin(x, c(highest)), c(lowest))),
      k.set(f32x4.nearest(f32x4.mul(clamped.get, c(Math.LOG2E)))),
      r.set(f32x4.sub(f32x4.sub(clamped.get, f32x4.mul(k.get, c(ln2High))), f32x4.mul(k.get, c(ln2Low)))),
    ),
    tail: f32x4.mul(f32x4.mul(r.get, r.get), polynomial32(r.get, tail)),
  };
};

/** 2^k as float32, for −126 ≤ k ≤ 127. */
const powerOfTwo = (k: V128): V128 => i32x4.shl(i32x4.add(k, i32x4.constant(127)), i32.constant(23));

/** y·2^k by two factors, so that results may be denormal or overflow. */
const scale = (body: Body, y: V128, k: V128): Formula => {
  const [whole, half] = [body.local('v128'), body.local('v128')];
  return {
    run: sequence(whole.set(i32x4.truncSatF32x4S(k)), half.set(i32x4.shrS(whole.get, i32.constant(1)))),
    result: f32x4.mul(f32x4.mul(y, powerOfTwo(half.get)), powerOfTwo(i32x4.sub(whole.get, half.get))),
  };
};

const expOf = (body: Body, x: V128): Formula => {
  const reduced = reduce(body, x);
  const scaled = scale(
    body,
    f32x4.add(f32x4.add(reduced.tail, reduced.r.get), f32x4.constant(1)),
    reduced.k.get,
  );
  return { run: sequence(reduced.run, scaled.run), result: scaled.result };
};

/** eˣ; relative error below 1.1e-7, denormal results to half their last bit. */
export const exp: LaneFunction = (body, x) => expOf(body, x.get);

/** expm1(x) for x ≤ 88.7 without overflow checks beyond those of `scale`: 2ᵏ·(exp(r) − 1) + (2ᵏ − 1). */
export const expm1: LaneFunction = (body, x) => {
  const reduced = reduce(body, x.get);
  const [small, power] = [body.local('v128'), body.local('v128')];
  const scaledOne = scale(body, f32x4.constant(1), reduced.k.get);
  // 2¹²⁸ alone overflows where its product with exp(r) − 1 does not: near the top, exp itself is exact enough.
  const whole = expOf(body, x.get);
  return {
    run: sequence(
      reduced.run,
      small.set(f32x4.add(reduced.tail, reduced.r.get)),
      scaledOne.run,
      power.set(scaledOne.result),
      small.set(f32x4.add(f32x4.mul(small.get, power.get), f32x4.sub(power.get, f32x4.constant(1)))),
      whole.run,
      small.set(v128.bitselect(whole.result, small.get, f32x4.gt(x.get, f32x4.constant(60)))),
    ),
    // −0 stays −0, and tiny arguments come back as they are.
    result: v128.bitselect(x.get, small.get, f32x4.lt(f32x4.abs(x.get), f32x4.constant(2 ** -25))),
  };
};

/** 1 / (1 + e⁻ˣ), from e^−|x| so that neither side cancels; relative error below 1.9e-7. */
export const sigmoid: LaneFunction = (body, x) => {
  const power = body.local('v128');
  const one = f32x4.constant(1);
  const exponential = expOf(body, f32x4.neg(f32x4.abs(x.get)));
  return {
    run: sequence(exponential.run, power.set(exponential.result)),
    result: f32x4.div(
      v128.bitselect(power.get, one, f32x4.lt(x.get, f32x4.constant(0))),
      f32x4.add(one, power.get),
    ),
  };
};

/** (tanh(x)/x − 1)/x² as a polynomial in x², on |x| < 0.625, to 4e-9 of tanh(x). */
const tanhTail = [
  -0.33333283925396234, 0.13331491289094696, -0.053743498213983346, 0.020650587640814812,
  -0.005717045370475157,
];

/** tanh(x): an odd polynomial near 0, 1 − 2/(e^2|x| + 1) elsewhere; relative error below 1.6e-7. */
export const tanh: LaneFunction = (body, x) => {
  const [size, square, far] = [body.local('v128'), body.local('v128'), body.local('v128')];
  const one = f32x4.constant(1);
  const exponential = expOf(body, f32x4.add(size.get, size.get));
  const sign = i32x4.constant(-0x80000000);
  const near = f32x4.add(x.get, f32x4.mul(f32x4.mul(x.get, square.get), polynomial32(square.get, tanhTail)));
  return {
    run: sequence(
      size.set(f32x4.abs(x.get)),
      square.set(f32x4.mul(x.get, x.get)),
      exponential.run,
      far.set(f32x4.sub(one, f32x4.div(f32x4.constant(2), f32x4.add(exponential.result, one)))),
      far.set(v128.or(far.get, v128.and(x.get, sign))),
    ),
    result: v128.bitselect(near, far.get, f32x4.lt(size.get, f32x4.constant(0.625))),
  };
};

/** e^(−x²) for |x| ≤ 4, as `erf` needs it. */
export const expOfNegativeSquare = (body: Body, x: V128): Formula => expOf(body, f32x4.neg(f32x4.mul(x, x)));
