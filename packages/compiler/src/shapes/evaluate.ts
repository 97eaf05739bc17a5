import type { Binary, BinaryOperator, Expression } from '@neurite/language';
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
import { shapeFunctions } from './functions.js';
import { type ShapeValue, isExtent, isList, isPending, isProblem, problem } from './value.js';

/** Names of dimensions, packs and options; undefined where a name is not known (yet). */
export type Lookup = (name: string) => ShapeValue | undefined;

/** The value of an expression of a shape declaration. Names that are not known make it pending. */
export const evaluateShape = (expression: Expression, lookup: Lookup): ShapeValue => {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'word':
      return expression.value;
    case 'string':
      return expression.value;
    case 'identifier':
      return known(expression.name, lookup);
    case 'parenthesized':
      return evaluateShape(expression.value, lookup);
    case 'list':
      return all(expression.items, lookup, (values) => values);
    case 'unary':
      return all([expression.operand], lookup, ([value]) => {
        if (expression.operator === 'not') return value === false || value === null;
        if (!isExtent(value!)) return problem(`${expression.operator} needs a number`);
        return expression.operator === '-' ? negate(value) : value;
      });
    case 'binary':
      return binary(expression, lookup);
    case 'call': {
      const name = expression.callee.kind === 'identifier' ? expression.callee.name : '';
      if (!Object.hasOwn(shapeFunctions, name)) return problem(`no function of shapes is called "${name}"`);
      return all(
        expression.arguments.map((argument) => argument.value),
        lookup,
        (values) => shapeFunctions[name]!(...values),
      );
    }
    default:
      return problem(`a shape cannot contain this (${expression.kind})`);
  }
};

/** `null` is a value too: an option that is none. */
const known = (name: string, lookup: Lookup): ShapeValue => {
  const value = lookup(name);
  return value === undefined ? { pending: name } : value;
};

const all = (
  expressions: readonly Expression[],
  lookup: Lookup,
  use: (values: readonly ShapeValue[]) => ShapeValue,
): ShapeValue => {
  const values = expressions.map((expression) => evaluateShape(expression, lookup));
  return values.find(isProblem) ?? values.find(isPending) ?? use(values);
};

const binary = (expression: Binary, lookup: Lookup): ShapeValue => {
  const { operator } = expression;
  // `and` and `or` decide by what is known: `stride == 1 or at(s, 1) == 4` must not wait for what does not matter.
  if (operator === 'and' || operator === 'or') {
    const left = evaluateShape(expression.left, lookup);
    if (isProblem(left) || isPending(left)) return left;
    if (truth(left) === (operator === 'or')) return truth(left);
    const right = evaluateShape(expression.right, lookup);
    return isProblem(right) || isPending(right) ? right : truth(right);
  }
  return all([expression.left, expression.right], lookup, ([a, b]) => {
    if (operator === '==' || operator === '!=') {
      const same = equalValues(a!, b!);
      return typeof same === 'boolean' ? same === (operator === '==') : same;
    }
    if (!isExtent(a!) || !isExtent(b!)) return problem(`${operator} needs numbers`);
    return arithmetic[operator](a, b);
  });
};

const truth = (value: ShapeValue): boolean => value !== false && value !== null;

const equalValues = (a: ShapeValue, b: ShapeValue): ShapeValue => {
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((value, i) => equalValues(value, b[i]!) === true);
  if (!isExtent(a) || !isExtent(b)) return a === b;
  return sameExtent(a, b) || (typeof subtract(a, b) === 'number' ? false : undecided('==', a, b));
};

const undecided = (operator: string, a: Extent, b: Extent): ShapeValue => ({
  ...problem(`whether ${print(a)} ${operator} ${print(b)} is not known`),
  isOpen: true,
});

const compared =
  (operator: string, decide: (difference: number) => boolean) =>
  (a: Extent, b: Extent): ShapeValue => {
    const difference = subtract(a, b);
    return typeof difference === 'number' ? decide(difference) : undecided(operator, a, b);
  };

const divisible =
  (rule: (a: Extent, b: Extent) => Extent) =>
  (a: Extent, b: Extent): ShapeValue =>
    b === 0 ? problem('division by 0') : rule(a, b);

const arithmetic: {
  readonly [O in Exclude<BinaryOperator, 'and' | 'or' | '==' | '!='>]: (a: Extent, b: Extent) => ShapeValue;
} = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '//': divisible(floorDivide),
  mod: divisible(remainder),
  '/': (a, b) =>
    b === 0
      ? problem('division by 0')
      : (exactQuotient(a, b) ?? problem(`${print(a)} / ${print(b)} is not a whole number`)),
  '^': (a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a ** b : problem('a power needs numbers that are known'),
  '@': () => problem('a shape cannot contain @'),
  '<': compared('<', (difference) => difference < 0),
  '<=': compared('<=', (difference) => difference <= 0),
  '>': compared('>', (difference) => difference > 0),
  '>=': compared('>=', (difference) => difference >= 0),
};
