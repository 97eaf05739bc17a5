import type { GraphType, Span } from '@neurite/contract';
import { toGraphType } from '../shapes/type.js';
import type { Value } from '../values/value.js';
import type { ParameterDraft } from './builder.js';

/**
 * A value of the network and the place of the text that made it: what an editor shows there. It is told while the text is checked,
 * so that a half-written model has observations up to its mistakes. A block that is used eight times is observed eight times.
 */
export interface Observation {
  readonly span: Span;
  /** The type; those of all values, where branches give several. */
  readonly types: readonly GraphType[];
  /** The number of learned numbers that came with it: 0 where the weights are those of a layer used before. */
  readonly parameters: number;
}

export type Observe = (observation: Observation) => void;

/** Runs what makes a value at a place, and tells what it made. */
export type Observer = (span: Span, make: () => Value) => Value;

/** Without anybody to tell, nothing is counted. */
export const createObserver = (
  observe: Observe | undefined,
  parameters: ReadonlyMap<string, ParameterDraft>,
): Observer => {
  if (observe === undefined) return (_span, make) => make();
  const count = createCounter(parameters);
  return (span, make) => {
    const before = count();
    const value = make();
    const types = typesOf(value);
    if (types.length > 0) observe({ span, types, parameters: count() - before });
    return value;
  };
};

const typesOf = (value: Value): readonly GraphType[] => {
  if (value.kind === 'tensor') return [toGraphType(value.type)];
  return value.kind === 'list' ? value.items.flatMap(typesOf) : [];
};

/** Counts the learned numbers of a table that only grows: each entry is looked at once. */
const createCounter = (parameters: ReadonlyMap<string, ParameterDraft>): (() => number) => {
  const entries = parameters.values();
  let seen = 0;
  let total = 0;
  return () => {
    for (; seen < parameters.size; seen++) {
      const { role, type } = entries.next().value!;
      if (role !== 'parameter') continue;
      total += type.shape.reduce<number>(
        (size, extent) => size * (typeof extent === 'number' ? extent : 1),
        1,
      );
    }
    return total;
  };
};
