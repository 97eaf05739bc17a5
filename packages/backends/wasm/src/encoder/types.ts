import type { Code } from './code.js';

export type ValueType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128';

export const typeCode: { readonly [T in ValueType]: number } = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};

/** Code that leaves one value of type T on the stack. `value` is set where it is a constant i32, so that addresses fold. */
export interface Expression<T extends ValueType = ValueType> {
  readonly type: T;
  readonly code: Code;
  readonly value?: number;
}
export type I32 = Expression<'i32'>;
export type I64 = Expression<'i64'>;
export type F32 = Expression<'f32'>;
export type F64 = Expression<'f64'>;
export type V128 = Expression<'v128'>;

/** Code that leaves the stack as it was. */
export interface Statement {
  readonly type: 'none';
  readonly code: Code;
}

/** A variable of a function. */
export interface Local<T extends ValueType = ValueType> {
  readonly get: Expression<T>;
  set(value: Expression<T>): Statement;
  /** Sets it and leaves the value. */
  tee(value: Expression<T>): Expression<T>;
}

export const expression = <T extends ValueType>(type: T, code: Code): Expression<T> => ({ type, code });
export const statement = (code: Code): Statement => ({ type: 'none', code });
