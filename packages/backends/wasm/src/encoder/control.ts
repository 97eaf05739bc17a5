import type { Code } from './code.js';
import { unsigned } from './code.js';
import { i32 } from './scalar.js';
import { type Expression, type I32, type Local, type Statement, statement, type ValueType } from './types.js';

const end = 0x0b;
const noResult = 0x40;

/** Where a function's local variables come from. */
export interface Locals {
  local<T extends ValueType>(type: T): Local<T>;
}

export const sequence = (...statements: readonly Statement[]): Statement =>
  statement(statements.map((part) => part.code));
export const nothing: Statement = statement([]);

export const when = (condition: I32, then: Statement, otherwise?: Statement): Statement =>
  statement([
    condition.code,
    0x04,
    noResult,
    then.code,
    otherwise === undefined ? [] : [0x05, otherwise.code],
    end,
  ]);

/** Runs the body, again as long as the condition holds after it. */
export const doWhile = (body: Statement, condition: I32): Statement =>
  statement([0x03, noResult, body.code, condition.code, 0x0d, 0, end]);

export const whileLoop = (condition: I32, body: Statement): Statement =>
  when(condition, doWhile(body, condition));

/**
 * Runs the body with i = from, from + step, … below `to`. A trip count that is known to be 0 or 1 makes no loop.
 * `to` may be an expression: it is evaluated on every turn, so it should be a local or a constant.
 */
export const countedLoop = (
  locals: Locals,
  from: number | I32,
  to: number | I32,
  step: number,
  body: (i: Local<'i32'>) => Statement,
): Statement => {
  const i = locals.local('i32');
  const first = typeof from === 'number' ? i32.constant(from) : from;
  const last = typeof to === 'number' ? i32.constant(to) : to;
  const turns =
    first.value === undefined || last.value === undefined
      ? undefined
      : Math.ceil((last.value - first.value) / step);
  if (turns !== undefined && turns <= 0) return nothing;
  if (turns === 1) return sequence(i.set(first), body(i));
  const loop = doWhile(sequence(body(i), i.set(i32.add(i.get, i32.constant(step)))), i32.ltS(i.get, last));
  return sequence(i.set(first), turns === undefined ? when(i32.ltS(i.get, last), loop) : loop);
};

export const add = (local: Local<'i32'>, amount: number): Statement =>
  amount === 0 ? nothing : local.set(i32.add(local.get, i32.constant(amount)));

export const memory = {
  copy: (to: I32, from: I32, bytes: I32): Statement =>
    statement([to.code, from.code, bytes.code, 0xfc, 10, 0, 0]),
  fill: (at: I32, byte: I32, bytes: I32): Statement =>
    statement([at.code, byte.code, bytes.code, 0xfc, 11, 0]),
};

/** A call of the function whose index `target` gives when the module is complete. */
export const callCode = (target: () => number, args: readonly Expression[]): Code => [
  args.map((argument) => argument.code),
  0x10,
  () => unsigned(target()),
];
