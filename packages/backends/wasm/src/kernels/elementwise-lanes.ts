import type { Dtype, Op, Primitive } from '@neurite/contract';
import {
  type Body,
  f32x4,
  type FunctionReference,
  i32,
  i32x4,
  type I32,
  type Local,
  select,
  sequence,
  type V128,
  v128,
} from '../encoder/index.js';
import { type Unit, mathFunction, type MathFunction, powerFunction } from '../math/index.js';

/** Four elements: float32 and int32 lanes as they are, bools as masks of ones. */
export interface Lanes {
  readonly dtype: Dtype;
  /** Cheap to repeat: a local, or a constant. */
  readonly vector: V128;
}

type Emit = (unit: Unit, inputs: readonly Lanes[], op: Op) => V128;

const zero = f32x4.constant(0);
const one = f32x4.constant(1);
const signBit = i32x4.constant(-0x80000000);

const called =
  (name: MathFunction): Emit =>
  (unit, [x]) =>
    mathFunction(unit, name).call('v128', x!.vector);

const byDtype =
  (float: (...operands: V128[]) => V128, int: (...operands: V128[]) => V128): Emit =>
  (_, inputs) =>
    (inputs[0]!.dtype === 'float32' ? float : int)(...inputs.map(({ vector }) => vector));

const simple =
  (emit: (...operands: V128[]) => V128): Emit =>
  (_, inputs) =>
    emit(...inputs.map(({ vector }) => vector));

/** Applies a function of two int32 to each lane. */
const eachLane = (
  unit: Unit,
  name: string,
  scalar: (
    body: Body,
    a: Local<'i32'>,
    b: Local<'i32'>,
  ) => { readonly run: ReturnType<typeof sequence>; readonly result: I32 },
): FunctionReference =>
  unit.shared(`lanes ${name}`, () => {
    const one = unit.module.function({ parameters: ['i32', 'i32'], result: 'i32' }, (body) =>
      scalar(body, body.parameter('i32', 0), body.parameter('i32', 1)),
    );
    return unit.module.function({ parameters: ['v128', 'v128'], result: 'v128' }, (body) => {
      const [a, b] = [body.parameter('v128', 0), body.parameter('v128', 1)];
      const result = [0, 1, 2, 3].reduce<V128>(
        (vector, lane) =>
          i32x4.replace(
            vector,
            lane,
            one.call('i32', i32x4.extract(a.get, lane), i32x4.extract(b.get, lane)),
          ),
        i32x4.constant(0),
      );
      return { run: sequence(), result };
    });
  });

/** ⌊a / b⌋, and 0 where b is 0. −2³¹ / −1 wraps, as all int32 arithmetic does. */
const floorDivision = (unit: Unit): FunctionReference =>
  eachLane(unit, 'floor division', (body, a, b) => {
    const [quotient, divisor] = [body.local('i32'), body.local('i32')];
    const c = i32.constant;
    const isMinusOne = i32.eq(b.get, c(-1));
    const remainder = i32.sub(a.get, i32.mul(quotient.get, b.get));
    // The quotient rounds towards zero: one too many where signs differ and something is left.
    const isBetween = i32.and(i32.ne(remainder, c(0)), i32.ltS(i32.xor(remainder, b.get), c(0)));
    return {
      run: sequence(
        // Division by 0 and −2³¹ / −1 trap: neither reaches the instruction.
        divisor.set(select(i32.or(i32.eqz(b.get), isMinusOne), c(1), b.get)),
        quotient.set(i32.divS(a.get, divisor.get)),
      ),
      result: select(
        i32.eqz(b.get),
        c(0),
        select(isMinusOne, i32.sub(c(0), a.get), i32.sub(quotient.get, isBetween)),
      ),
    };
  });

/** a^b by repeated squaring, modulo 2³²; below 0 what truncation of the fraction leaves: ±1 for ±1, else 0. */
const integerPower = (unit: Unit): FunctionReference =>
  eachLane(unit, 'integer power', (body, a, b) => {
    const [result, base, rest] = [body.local('i32'), body.local('i32'), body.local('i32')];
    const c = i32.constant;
    const isUnit = i32.or(i32.eq(a.get, c(1)), i32.eq(a.get, c(-1)));
    const turns = Array.from({ length: 31 }, () =>
      sequence(
        result.set(select(i32.and(rest.get, c(1)), i32.mul(result.get, base.get), result.get)),
        base.set(i32.mul(base.get, base.get)),
        rest.set(i32.shrU(rest.get, c(1))),
      ),
    );
    return {
      run: sequence(result.set(c(1)), base.set(a.get), rest.set(b.get), ...turns),
      result: select(
        i32.ltS(b.get, c(0)),
        select(isUnit, select(i32.and(b.get, c(1)), a.get, c(1)), c(0)),
        result.get,
      ),
    };
  });

const integerOrFloat =
  (float: (unit: Unit) => FunctionReference | undefined, int: (unit: Unit) => FunctionReference): Emit =>
  (unit, [a, b]) => {
    const target = a!.dtype === 'int32' ? int(unit) : float(unit);
    return target === undefined ? f32x4.div(a!.vector, b!.vector) : target.call('v128', a!.vector, b!.vector);
  };

const floatSign = (x: V128): V128 =>
  // x itself where it is ±0 or NaN, else ±1.
  v128.bitselect(v128.or(one, v128.and(x, signBit)), x, v128.or(f32x4.lt(x, zero), f32x4.gt(x, zero)));

const cast: Emit = (_, [x], op) => {
  const { dtype } = (op as Op<'cast'>).attributes;
  const { vector } = x!;
  if (x!.dtype === dtype) return vector;
  if (dtype === 'float32') return x!.dtype === 'bool' ? v128.and(vector, one) : f32x4.convertI32x4S(vector);
  if (dtype === 'int32')
    return x!.dtype === 'bool' ? v128.and(vector, i32x4.constant(1)) : i32x4.truncSatF32x4S(vector);
  return x!.dtype === 'float32' ? f32x4.ne(vector, zero) : i32x4.ne(vector, i32x4.constant(0));
};

/** The instructions of each elementwise primitive. */
export const lanesOf = {
  neg: byDtype(f32x4.neg, i32x4.neg),
  abs: byDtype(f32x4.abs, i32x4.abs),
  sign: byDtype(floatSign, (x: V128) => i32x4.maxS(i32x4.minS(x, i32x4.constant(1)), i32x4.constant(-1))),
  exp: called('exp'),
  expm1: called('expm1'),
  log: called('log'),
  log1p: called('log1p'),
  sqrt: simple(f32x4.sqrt),
  rsqrt: simple((x: V128) => f32x4.div(one, f32x4.sqrt(x))),
  sin: called('sin'),
  cos: called('cos'),
  tanh: called('tanh'),
  sigmoid: called('sigmoid'),
  // Not max(x, 0): −0 stays, and NaN stays.
  relu: simple((x: V128) => v128.andNot(x, f32x4.lt(x, zero))),
  erf: called('erf'),
  floor: simple(f32x4.floor),
  is_finite: simple((x: V128) => f32x4.lt(f32x4.abs(x), f32x4.constant(Infinity))),
  logical_not: simple(v128.not),
  stop_gradient: simple((x: V128) => x),
  cast,
  add: byDtype(f32x4.add, i32x4.add),
  sub: byDtype(f32x4.sub, i32x4.sub),
  mul: byDtype(f32x4.mul, i32x4.mul),
  div: integerOrFloat(() => undefined, floorDivision),
  pow: integerOrFloat(powerFunction, integerPower),
  maximum: byDtype(f32x4.max, i32x4.maxS),
  minimum: byDtype(f32x4.min, i32x4.minS),
  equal: byDtype(f32x4.eq, i32x4.eq),
  less: byDtype(f32x4.lt, i32x4.ltS),
  logical_and: simple(v128.and),
  logical_or: simple(v128.or),
  select: (_, [condition, a, b]) => v128.bitselect(a!.vector, b!.vector, condition!.vector),
} as const satisfies { readonly [P in Primitive]?: Emit };

export type Elementwise = keyof typeof lanesOf;

export const isElementwise = (primitive: Primitive): primitive is Elementwise => primitive in lanesOf;

/** The lanes of an operation's result. */
export const emitLanes = (unit: Unit, op: Op, inputs: readonly Lanes[], dtype: Dtype): Lanes => ({
  dtype,
  vector: lanesOf[op.primitive as Elementwise](unit, inputs, op),
});
