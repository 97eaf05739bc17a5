import type { Expression, ShapeExpression } from '@neurite/language';
import { type Extent, exactQuotient, print, sameExtent, subtract } from '../extents/extent.js';
import { type Lookup, evaluateShape } from './evaluate.js';
import { batch, isBatch } from './type.js';
import {
  type Problem,
  type ShapeValue,
  isExtent,
  isPack,
  isPending,
  isProblem,
  printShape,
  problem,
} from './value.js';

/** Names of dimensions and packs, solved so far. */
export type Bindings = Map<string, ShapeValue>;

/** One side of an equation between a declared dimension and what is there. */
interface Equation {
  readonly declared: Expression;
  readonly actual: Extent;
}

/**
 * Matches the shape of a value with a declared one: binds names, and gives the equations that no name could be bound by.
 * `lookup` knows options and parameters besides what is bound.
 */
export const matchShape = (
  declared: ShapeExpression,
  actual: readonly Extent[],
  bindings: Bindings,
  lookup: Lookup,
): { readonly problem?: string; readonly equations: readonly Equation[] } => {
  const { items } = declared;
  const packAt = items.findIndex((item) => item.kind === 'pack');
  const rank = items.length - (packAt < 0 ? 0 : 1);
  if (packAt < 0 ? actual.length !== rank : actual.length < rank)
    return {
      problem: `has ${axes(actual)}, not ${packAt < 0 ? '' : 'at least '}${declaredAxes(declared, rank)}`,
      equations: [],
    };
  const equations: Equation[] = [];
  const packed = actual.length - rank;
  let at = 0;
  for (const item of items) {
    if (item.kind === 'dimension') equations.push({ declared: item.value, actual: actual[at++]! });
    else {
      const pack = actual.slice(at, at + packed);
      at += packed;
      const found = item.value === undefined ? undefined : bindPack(item.value, pack, bindings, lookup);
      if (found !== undefined) return { problem: found.problem, equations: [] };
    }
  }
  return { equations };
};

const axes = (shape: readonly Extent[]): string => countAxes(shape.length - (isBatch(shape[0]) ? 1 : 0));
const declaredAxes = (declared: ShapeExpression, rank: number): string => {
  const first = declared.items[0];
  const hasBatch =
    first?.kind === 'dimension' && first.value.kind === 'identifier' && first.value.name === 'batch';
  return countAxes(rank - (hasBatch ? 1 : 0));
};
const countAxes = (count: number): string => `${count} ${count === 1 ? 'axis' : 'axes'}`;

const bindPack = (
  declared: Expression,
  actual: readonly Extent[],
  bindings: Bindings,
  lookup: Lookup,
): Problem | undefined => {
  const known = evaluateShape(declared, lookup);
  if (isPending(known) && declared.kind === 'identifier') {
    bindings.set(declared.name, actual);
    return undefined;
  }
  if (isProblem(known)) return known;
  if (!isPack(known)) return undefined;
  const same = known.length === actual.length && known.every((extent, i) => sameExtent(extent, actual[i]!));
  return same ? undefined : problem(`${printShape(actual)} is not ${printShape(known)}`);
};

/** Solves equations until nothing more can be learnt. What is left waits for names that are not known. */
export const solveEquations = (
  equations: readonly Equation[],
  bindings: Bindings,
  lookup: Lookup,
): { readonly problem?: string; readonly waiting: readonly Equation[] } => {
  let waiting = equations;
  for (;;) {
    const next: Equation[] = [];
    for (const equation of waiting) {
      const result = solve(equation, bindings, lookup);
      if (result === 'waiting') next.push(equation);
      else if (result !== 'solved') return { problem: result.problem, waiting: [] };
    }
    if (next.length === 0 || next.length === waiting.length) return { waiting: next };
    waiting = next;
  }
};

const solve = (
  { declared, actual }: Equation,
  bindings: Bindings,
  lookup: Lookup,
): 'solved' | 'waiting' | Problem => {
  if (declared.kind === 'identifier' && declared.name === 'batch')
    return isBatch(actual) ? 'solved' : problem('has no batch axis');
  const value = evaluateShape(declared, lookup);
  if (isProblem(value)) return value;
  if (!isPending(value)) {
    if (!isExtent(value)) return problem('is no dimension');
    return sameExtent(value, actual) ? 'solved' : problem(`${print(actual)} is not ${print(value)}`);
  }
  if (declared.kind === 'identifier') {
    bindings.set(declared.name, actual);
    return 'solved';
  }
  const solution = linear(declared, value.pending, actual, lookup);
  if (solution === undefined) return 'waiting';
  if (!isExtent(solution)) return solution;
  bindings.set(value.pending, solution);
  return 'solved';
};

/** Solves `declared = actual` for one name in it, where that is linear: `2 * n + 1 = 9` gives n = 4. */
const linear = (
  declared: Expression,
  name: string,
  actual: Extent,
  lookup: Lookup,
): Extent | Problem | undefined => {
  const at = (trial: number): ShapeValue =>
    evaluateShape(declared, (wanted) => (wanted === name ? trial : lookup(wanted)));
  // Three points show whether it is a line.
  const [zero, one, two] = [at(0), at(1), at(2)];
  if (!isExtent(zero!) || !isExtent(one!) || !isExtent(two!)) return undefined;
  const slope = subtract(one, zero);
  if (!sameExtent(subtract(two, one), slope) || slope === 0) return undefined;
  const quotient = exactQuotient(subtract(actual, zero), slope);
  return quotient ?? problem(`no whole ${name} makes it ${print(actual)}`);
};

/** The shape that a declaration stands for, once its names are known. */
export const instantiateShape = (
  declared: ShapeExpression,
  lookup: Lookup,
): readonly Extent[] | Problem | { readonly pending: string } => {
  const shape: Extent[] = [];
  for (const item of declared.items) {
    if (item.kind === 'dimension') {
      const isBatchAxis = item.value.kind === 'identifier' && item.value.name === 'batch';
      const value = isBatchAxis ? batch : evaluateShape(item.value, lookup);
      if (isProblem(value) || isPending(value)) return value;
      if (!isExtent(value)) return problem('a dimension must be a number');
      shape.push(value);
    } else {
      const value = item.value === undefined ? { pending: '...' } : evaluateShape(item.value, lookup);
      if (isProblem(value) || isPending(value)) return value;
      if (!isPack(value)) return problem('what stands after ... must be a shape');
      shape.push(...value);
    }
  }
  return shape;
};
