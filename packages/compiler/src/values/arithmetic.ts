import type { BinaryOperator } from '@neurite/language';
import {
  type Extent,
  add,
  exactQuotient,
  floorDivide,
  multiply,
  negate,
  print,
  remainder,
  sameExtent,
  subtract,
} from '../extents/extent.js';
import { describe } from './describe.js';
import { type Value, booleanValue, listValue, numberValue } from './value.js';

/** The value of an operator on what is known while compiling, or why it has none. */
export type Result = { readonly value: Value } | { readonly reason: string };

const value = (result: Value): Result => ({ value: result });
const reason = (text: string): Result => ({ reason: text });

type Numbers = (a: Extent, b: Extent) => Result;

const whole = (a: Extent): boolean => typeof a !== 'number' || Number.isInteger(a);

// Polynomials have whole coefficients; a fraction and a symbol do not mix.
const exact =
  (rule: (a: Extent, b: Extent) => Extent): Numbers =>
  (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return finite(rule(a, b) as number);
    return whole(a) && whole(b)
      ? value(numberValue(rule(a, b)))
      : reason(`${print(a)} and ${print(b)} cannot be combined: a dimension is a whole number`);
  };

const finite = (result: number): Result =>
  Number.isFinite(result) ? value(numberValue(result)) : reason('the result is no finite number');

const divisor =
  (rule: Numbers): Numbers =>
  (a, b) =>
    b === 0 ? reason('this divides by 0') : rule(a, b);

const comparison =
  (decide: (difference: number) => boolean): Numbers =>
  (a, b) => {
    const difference = subtract(a, b);
    return typeof difference === 'number'
      ? value(booleanValue(decide(difference)))
      : reason(`how ${print(a)} and ${print(b)} compare is not known while compiling`);
  };

const onNumbers: { readonly [O in Exclude<BinaryOperator, 'and' | 'or' | '==' | '!=' | '@'>]: Numbers } = {
  '+': exact(add),
  '-': exact(subtract),
  '*': exact(multiply),
  '/': divisor((a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return finite(a / b);
    const quotient = exactQuotient(a, b);
    return quotient === undefined
      ? reason(`${print(a)} / ${print(b)} may not be whole; // rounds down`)
      : value(numberValue(quotient));
  }),
  '//': divisor(exact(floorDivide)),
  mod: divisor(exact(remainder)),
  '^': (a, b) =>
    typeof a === 'number' && typeof b === 'number'
      ? finite(a ** b)
      : typeof b === 'number' && Number.isInteger(b) && b >= 0 && b <= 16
        ? value(numberValue(Array.from({ length: b }, () => a).reduce<Extent>(multiply, 1)))
        : reason('a power needs numbers that are known'),
  '<': comparison((difference) => difference < 0),
  '<=': comparison((difference) => difference <= 0),
  '>': comparison((difference) => difference > 0),
  '>=': comparison((difference) => difference >= 0),
};

/** Whether two values are equal; undefined where that is not known while compiling. */
const equal = (a: Value, b: Value): boolean | undefined => {
  if (a.kind === 'number' && b.kind === 'number')
    return sameExtent(a.value, b.value)
      ? true
      : typeof subtract(a.value, b.value) === 'number'
        ? false
        : undefined;
  if (a.kind === 'list' && b.kind === 'list') {
    if (a.items.length !== b.items.length) return false;
    const answers = a.items.map((item, index) => equal(item, b.items[index]!));
    return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
  }
  if ((a.kind === 'string' && b.kind === 'string') || (a.kind === 'boolean' && b.kind === 'boolean'))
    return a.value === b.value;
  return a.kind === b.kind;
};

/** An operator on numbers, truth values, texts and lists. */
export const calculate = (operator: BinaryOperator, a: Value, b: Value): Result => {
  if (operator === '==' || operator === '!=') {
    const same = equal(a, b);
    return same === undefined
      ? reason(`whether ${describe(a)} is ${describe(b)} is not known while compiling`)
      : value(booleanValue(same === (operator === '==')));
  }
  if (operator === 'and' || operator === 'or') {
    if (a.kind !== 'boolean' || b.kind !== 'boolean')
      return reason(`"${operator}" joins conditions, not ${describe(a.kind === 'boolean' ? b : a)}`);
    return value(booleanValue(operator === 'and' ? a.value && b.value : a.value || b.value));
  }
  if (operator === '+' && a.kind === 'list' && b.kind === 'list')
    return value(listValue([...a.items, ...b.items]));
  if (a.kind !== 'number' || b.kind !== 'number' || operator === '@')
    return reason(`${operator} does not work on ${describe(a)} and ${describe(b)}`);
  return onNumbers[operator](a.value, b.value);
};

export const negateValue = (operand: Value): Result =>
  operand.kind === 'number'
    ? value(numberValue(negate(operand.value)))
    : reason(`- does not work on ${describe(operand)}`);
