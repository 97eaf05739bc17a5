import type { Dimension, GraphType, TensorType } from '@neurite/contract';
import { invariant } from '../invariant.js';

/** Numbers for the symbols of a graph's shapes: `{ batch: 64, seq: 200 }`. */
export type Bindings = Readonly<Record<string, number>>;

/** Loosest first. */
const operators: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  {
    '*': (a, b) => a * b,
    '//': (a, b) => Math.floor(a / b),
    '/': (a, b) => a / b,
    mod: (a, b) => a - b * Math.floor(a / b),
  },
];

/** The value of a dimension: a number, or an expression over bound symbols with + − * / // mod and parentheses. */
export const resolveDimension = (dimension: Dimension, bindings: Bindings): number => {
  if (typeof dimension === 'number') return dimension;
  const tokens = dimension.match(/\d+|[\p{L}_][\p{L}\p{N}_]*|\/\/|\S/gu) ?? [];
  let next = 0;

  const atom = (): number => {
    const token = tokens[next++];
    invariant(token !== undefined, () => `dimension "${dimension}" ends too early`);
    if (token === '(') {
      const inner = level(0);
      invariant(tokens[next++] === ')', () => `dimension "${dimension}" lacks a parenthesis`);
      return inner;
    }
    if (token === '-') return -atom();
    if (/^\d/.test(token)) return Number(token);
    const bound = Object.hasOwn(bindings, token) ? bindings[token] : undefined;
    invariant(bound !== undefined, () => `dimension "${dimension}" needs a number for "${token}"`);
    return bound;
  };
  const level = (depth: number): number => {
    const row = operators[depth];
    if (row === undefined) return atom();
    let left = level(depth + 1);
    for (let apply = row[tokens[next] ?? '']; apply !== undefined; apply = row[tokens[next] ?? '']) {
      next++;
      left = apply(left, level(depth + 1));
    }
    return left;
  };

  const value = level(0);
  invariant(next === tokens.length, () => `dimension "${dimension}" goes on after its end`);
  invariant(Number.isSafeInteger(value) && value >= 0, () => `dimension "${dimension}" comes to ${value}`);
  return value;
};

/** The static type behind a graph's type. */
export const resolveType = (type: GraphType, bindings: Bindings): TensorType => ({
  dtype: type.dtype,
  shape: type.shape.map((dimension) => resolveDimension(dimension, bindings)),
});
