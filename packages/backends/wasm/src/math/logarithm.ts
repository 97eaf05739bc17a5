import { type Body, f32x4, i32, i32x4, type Local, sequence, type V128, v128 } from '../encoder/index.js';
import type { Formula, LaneFunction } from './exponential.js';
import { polynomial32 } from './polynomial.js';

/** (log(1 + f) − f + f²/2)/f³ on √½ ≤ 1 + f ≤ √2, to 8e-10 of log(1 + f). */
const tail = [
  0.3333331260409091, -0.2500000959924634, 0.20002118656933926, -0.1666799586189823, 0.14219552400152852,
  -0.12405588794866068, 0.11888161884522139, -0.11675652451084355, 0.06746642093090846,
];

const ln2High = 0.693359375;
const ln2Low = -2.12194440054690583e-4;

const infinity = f32x4.constant(Infinity);
const zero = f32x4.constant(0);

/** log of positive finite lanes; others give anything. */
const logOfPositive = (body: Body, x: Local<'v128'>): Formula => {
  const [bits, f, exponent, square, tiny] = [
    body.local('v128'),
    body.local('v128'),
    body.local('v128'),
    body.local('v128'),
    body.local('v128'),
  ];
  const c = f32x4.constant;
  return {
    run: sequence(
      tiny.set(f32x4.lt(x.get, c(2 ** -126))),
      bits.set(v128.bitselect(f32x4.mul(x.get, c(2 ** 23)), x.get, tiny.get)),
      // Taking the bits of √½ away first makes the split fall between √½ and √2 instead of 1 and 2.
      square.set(i32x4.sub(bits.get, i32x4.constant(0x3f3504f3))),
      exponent.set(i32x4.shrS(square.get, i32.constant(23))),
      f.set(f32x4.sub(i32x4.sub(bits.get, i32x4.shl(exponent.get, i32.constant(23))), c(1))),
      exponent.set(f32x4.convertI32x4S(i32x4.sub(exponent.get, v128.and(tiny.get, i32x4.constant(23))))),
      square.set(f32x4.mul(f.get, f.get)),
    ),
    result: f32x4.add(
      f32x4.add(
        f32x4.add(
          f32x4.sub(
            f32x4.mul(f32x4.mul(square.get, f.get), polynomial32(f.get, tail)),
            f32x4.mul(square.get, c(0.5)),
          ),
          f32x4.mul(exponent.get, c(ln2Low)),
        ),
        f.get,
      ),
      f32x4.mul(exponent.get, c(ln2High)),
    ),
  };
};

/** What no formula gives: log ∞ = ∞, log 0 = −∞, NaN for NaN and below 0. */
const special = (x: V128, result: V128): V128 =>
  v128.bitselect(
    v128.bitselect(
      v128.bitselect(result, infinity, f32x4.lt(x, infinity)),
      f32x4.constant(-Infinity),
      f32x4.ne(x, zero),
    ),
    f32x4.constant(NaN),
    f32x4.ge(x, zero),
  );

/** ln x; relative error below 1.2e-7. */
export const log: LaneFunction = (body, x) => {
  const positive = logOfPositive(body, x);
  return { run: positive.run, result: special(x.get, positive.result) };
};

/** ln(1 + x): the logarithm of the rounded sum, and what its rounding lost divided by it; relative error below 2e-7. */
export const log1p: LaneFunction = (body, x) => {
  const [sum, lost] = [body.local('v128'), body.local('v128')];
  const one = f32x4.constant(1);
  const positive = logOfPositive(body, sum);
  const whole = f32x4.add(positive.result, f32x4.div(lost.get, sum.get));
  return {
    run: sequence(
      sum.set(f32x4.add(x.get, one)),
      lost.set(f32x4.sub(x.get, f32x4.sub(sum.get, one))),
      positive.run,
    ),
    // −0 stays −0, and tiny arguments come back as they are.
    result: v128.bitselect(
      x.get,
      special(sum.get, whole),
      f32x4.lt(f32x4.abs(x.get), f32x4.constant(2 ** -25)),
    ),
  };
};
