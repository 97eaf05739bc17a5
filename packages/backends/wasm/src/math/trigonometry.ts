import {
  type Body,
  f32,
  f32x4,
  f64,
  f64x2,
  type FunctionReference,
  i32,
  i32x4,
  i64,
  type I32,
  type I64,
  type ModuleBuilder,
  select,
  sequence,
  shuffle32,
  type Statement,
  v128,
  when,
} from '../encoder/index.js';
import { inDouble } from './double.js';
import type { LaneFunction } from './exponential.js';
import { polynomial64 } from './polynomial.js';

/** (sin(r)/r − 1)/r² and (cos(r) − 1 + r²/2)/r⁴ as polynomials in r², on |r| ≤ π/4, to 6e-12. */
const sineTail = [
  -0.16666666640613106, 0.008333329266741178, -0.00019839296133755235, 0.000002717939919859495,
];
const cosineTail = [
  0.0416666666210527, -0.0013888883598303693, 0.000024799478632363328, -2.7206788570466665e-7,
];

/** π/2 in two parts; the first has 33 bits, so that products with |q| < 2²⁰ are exact. */
const halfPiHigh = 1.5707963267341256;
const halfPiLow = 6.077100506506192e-11;

/** Beyond this the two parts are too few, and the phase is computed in integers. */
const large = 2 ** 20;

/**
 * The first 256 bits of 1/(2π) after 32 zeros, as 32-bit words.
 * @see Payne, Hanek, "Radian reduction for trigonometric functions", SIGNUM Newsletter 18, 1983.
 */
const turns = [
  0, 0x28be60db, 0x9391054a, 0x7f09d5f4, 0x7d4d3770, 0x36d8a566, 0x4f10e410, 0x7f9458ea,
] as const;

/**
 * (bits of a float32 of at least 2²⁰ in size) → the same angle in [−π, π], NaN for ∞ and NaN.
 * The mantissa times a window of 1/(2π), modulo 1 in units of 2⁻⁶⁴: whole turns fall out at the top.
 */
export const foldAngle = (module: ModuleBuilder): FunctionReference =>
  module.function({ parameters: ['i32'], result: 'f64' }, (body) => {
    const bits = body.parameter('i32', 0);
    const [exponent, shift, word] = [body.local('i32'), body.local('i32'), body.local('i32')];
    const [mantissa, phase] = [body.local('i64'), body.local('i64')];
    const constant = i32.constant;
    const wordAt = (index: I32): I32 =>
      turns.reduce<I32>(
        (chosen, value, at) => select(i32.eq(index, constant(at)), constant(value), chosen),
        constant(0),
      );
    /** 32 bits of 1/(2π) from bit `shift` of word number `word + offset`. */
    const window = (offset: number): I64 =>
      i64.and(
        i64.shrU(
          i64.or(
            i64.shl(i64.extendI32U(wordAt(i32.add(word.get, constant(offset)))), i64.constant(32n)),
            i64.extendI32U(wordAt(i32.add(word.get, constant(offset + 1)))),
          ),
          i64.extendI32U(i32.sub(constant(32), shift.get)),
        ),
        i64.constant(0xffffffffn),
      );
    const size = f64.mul(f64.convertI64S(phase.get), f64.constant((2 * Math.PI) / 2 ** 64));
    return {
      run: sequence(
        exponent.set(i32.and(i32.shrU(bits.get, constant(23)), constant(0xff))),
        mantissa.set(i64.extendI32U(i32.or(i32.and(bits.get, constant(0x7fffff)), constant(0x800000)))),
        // The value is mantissa·2^(exponent − 150); the table starts 32 bits early.
        shift.set(i32.sub(exponent.get, constant(150 - 32))),
        word.set(i32.shrU(shift.get, constant(5))),
        shift.set(i32.and(shift.get, constant(31))),
        phase.set(
          i64.add(
            i64.add(
              i64.shl(i64.mul(mantissa.get, window(0)), i64.constant(32n)),
              i64.mul(mantissa.get, window(1)),
            ),
            i64.shrU(i64.mul(mantissa.get, window(2)), i64.constant(32n)),
          ),
        ),
      ),
      result: select(
        i32.eq(exponent.get, constant(0xff)),
        f64.constant(NaN),
        select(i32.ltS(bits.get, constant(0)), f64.mul(size, f64.constant(-1)), size),
      ),
    };
  });

/** sin(x + quarters·π/2). */
const sinusoid =
  (fold: FunctionReference, quarters: 0 | 1): LaneFunction =>
  (body: Body, x) =>
    inDouble(body, [x.get], ([wide], half) => {
      const [q, r, square, quadrant, result] = [0, 1, 2, 3, 4].map(() => body.local('v128'));
      const c = f64x2.constant;
      const foldLane = (lane: 0 | 1): Statement => {
        const element = f32x4.extract(x.get, 2 * half + lane);
        const isLarge = i32.geU(
          i32.and(i32.reinterpretF32(element), i32.constant(0x7fffffff)),
          i32.reinterpretF32(f32.constant(large)),
        );
        const folded = fold.call('f64', i32.reinterpretF32(element));
        return when(isLarge, wide!.set(f64x2.replace(wide!.get, lane, folded)));
      };
      const odd = i32x4.ne(v128.and(quadrant!.get, i32x4.constant(1)), i32x4.constant(0));
      const sine = f64x2.add(
        r!.get,
        f64x2.mul(f64x2.mul(r!.get, square!.get), polynomial64(square!.get, sineTail)),
      );
      const cosine = f64x2.add(
        f64x2.sub(c(1), f64x2.mul(square!.get, c(0.5))),
        f64x2.mul(f64x2.mul(square!.get, square!.get), polynomial64(square!.get, cosineTail)),
      );
      return {
        run: sequence(
          foldLane(0),
          foldLane(1),
          q!.set(f64x2.nearest(f64x2.mul(wide!.get, c(2 / Math.PI)))),
          r!.set(
            f64x2.sub(
              f64x2.sub(wide!.get, f64x2.mul(q!.get, c(halfPiHigh))),
              f64x2.mul(q!.get, c(halfPiLow)),
            ),
          ),
          square!.set(f64x2.mul(r!.get, r!.get)),
          quadrant!.set(i32x4.add(i32x4.truncSatF64x2SZero(q!.get), i32x4.constant(quarters))),
          // Each 32-bit quadrant twice, to mask 64-bit lanes.
          quadrant!.set(shuffle32(quadrant!.get, quadrant!.get, [0, 0, 1, 1])),
          result!.set(v128.bitselect(cosine, sine, odd)),
        ),
        result: v128.xor(
          result!.get,
          v128.and(
            i32x4.shl(quadrant!.get, i32.constant(30)),
            i32x4.constant(0, -0x80000000, 0, -0x80000000),
          ),
        ),
      };
    });

/** sin x and cos x; relative error below 2e-7 over the whole range, π-multiples included. */
export const sin = (fold: FunctionReference): LaneFunction => {
  const formula = sinusoid(fold, 0);
  // −0 stays −0, which the reduction would lose.
  return (body, x) => {
    const { run, result } = formula(body, x);
    return { run, result: v128.bitselect(x.get, result, f32x4.eq(x.get, f32x4.constant(0))) };
  };
};
export const cos = (fold: FunctionReference): LaneFunction => sinusoid(fold, 1);
