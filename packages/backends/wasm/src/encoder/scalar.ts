import { type Code, float32Bytes, float64Bytes, signed, unsigned } from './code.js';
import {
  type Expression,
  expression,
  type F32,
  type F64,
  type I32,
  type I64,
  type Statement,
  statement,
  typeCode,
  type ValueType,
} from './types.js';

export const unary =
  <A extends ValueType, R extends ValueType>(result: R, opcode: Code) =>
  (a: Expression<A>): Expression<R> =>
    expression(result, [a.code, opcode]);

export const binary =
  <A extends ValueType, R extends ValueType, B extends ValueType = A>(result: R, opcode: Code) =>
  (a: Expression<A>, b: Expression<B>): Expression<R> =>
    expression(result, [a.code, b.code, opcode]);

/** A hint, as a power of two: 2² suits every element, and unaligned accesses are correct anyway. */
const alignment = 2;

export const load =
  <R extends ValueType>(result: R, opcode: Code) =>
  (address: I32, offset = 0): Expression<R> =>
    expression(result, [address.code, opcode, [alignment, unsigned(offset)]]);

export const store =
  <V extends ValueType>(opcode: Code) =>
  (address: I32, value: Expression<V>, offset = 0): Statement =>
    statement([address.code, value.code, opcode, [alignment, unsigned(offset)]]);

const i32Constant = (value: number): I32 => ({
  type: 'i32',
  code: [0x41, signed(value | 0)],
  value: value | 0,
});

const folding =
  (opcode: number, fold: (a: number, b: number) => number, neutral: number) =>
  (a: I32, b: I32): I32 => {
    if (a.value !== undefined && b.value !== undefined) return i32Constant(fold(a.value, b.value));
    if (b.value === neutral) return a;
    return expression('i32', [a.code, b.code, opcode]);
  };

const compare = binary<'i32', 'i32'>;

export const i32 = {
  constant: i32Constant,
  load: load('i32', 0x28),
  store: store<'i32'>(0x36),
  eqz: unary<'i32', 'i32'>('i32', 0x45),
  eq: compare('i32', 0x46),
  ne: compare('i32', 0x47),
  ltS: compare('i32', 0x48),
  ltU: compare('i32', 0x49),
  gtS: compare('i32', 0x4a),
  geU: compare('i32', 0x4f),
  add: folding(0x6a, (a, b) => a + b, 0),
  sub: folding(0x6b, (a, b) => a - b, 0),
  mul: folding(0x6c, Math.imul, 1),
  divS: binary<'i32', 'i32'>('i32', 0x6d),
  divU: binary<'i32', 'i32'>('i32', 0x6e),
  remU: binary<'i32', 'i32'>('i32', 0x70),
  and: binary<'i32', 'i32'>('i32', 0x71),
  or: binary<'i32', 'i32'>('i32', 0x72),
  xor: binary<'i32', 'i32'>('i32', 0x73),
  shrU: binary<'i32', 'i32'>('i32', 0x76),
  rotl: binary<'i32', 'i32'>('i32', 0x77),
  reinterpretF32: unary<'f32', 'i32'>('i32', 0xbc),
};

export const i64 = {
  constant: (value: bigint): I64 => expression('i64', [0x42, signed(BigInt.asIntN(64, value))]),
  and: binary<'i64', 'i64'>('i64', 0x83),
  or: binary<'i64', 'i64'>('i64', 0x84),
  add: binary<'i64', 'i64'>('i64', 0x7c),
  mul: binary<'i64', 'i64'>('i64', 0x7e),
  shl: binary<'i64', 'i64'>('i64', 0x86),
  shrU: binary<'i64', 'i64'>('i64', 0x88),
  extendI32U: unary<'i32', 'i64'>('i64', 0xad),
};

export const f32 = {
  constant: (value: number): F32 => expression('f32', [0x43, float32Bytes(value)]),
  load: load('f32', 0x2a),
  store: store<'f32'>(0x38),
  eq: binary<'f32', 'i32'>('i32', 0x5b),
  ne: binary<'f32', 'i32'>('i32', 0x5c),
  gt: binary<'f32', 'i32'>('i32', 0x5e),
  add: binary<'f32', 'f32'>('f32', 0x92),
  demote: unary<'f64', 'f32'>('f32', 0xb6),
};

export const f64 = {
  constant: (value: number): F64 => expression('f64', [0x44, float64Bytes(value)]),
  add: binary<'f64', 'f64'>('f64', 0xa0),
  mul: binary<'f64', 'f64'>('f64', 0xa2),
  convertI64S: unary<'i64', 'f64'>('f64', 0xb9),
  promote: unary<'f32', 'f64'>('f64', 0xbb),
};

/** Takes the first value where the condition is not 0. Both are evaluated. */
export const select = <T extends ValueType>(
  condition: I32,
  whenTrue: Expression<T>,
  whenFalse: Expression<T>,
): Expression<T> =>
  expression(whenTrue.type, [
    whenTrue.code,
    whenFalse.code,
    condition.code,
    [0x1c, 1, typeCode[whenTrue.type]],
  ]);
