import type { Call, Expression } from '@neurite/language';
import type { Module } from '../modules/module.js';
import type { Value } from './value.js';

/** Names and what they stand for, one body inside another. */
export interface Scope {
  readonly values: Map<string, Value>;
  readonly parent?: Scope;
}

/** Where an expression is evaluated. */
export interface Frame {
  readonly scope: Scope;
  readonly module: Module;
  /** The path of the statement: segments of its steps are added to it. */
  readonly path: string;
  /** The segment of each step of the statement; see lower/paths.ts. */
  readonly segments: ReadonlyMap<Expression, string>;
  /** Calls that mean something else here than layers: losses in a recipe. Undefined leaves the call to the usual rules. */
  readonly calls?: (call: Call, frame: Frame) => Value | undefined;
}

export const childScope = (parent?: Scope): Scope => ({
  values: new Map(),
  ...(parent === undefined ? {} : { parent }),
});

export const lookupName = (scope: Scope | undefined, name: string): Value | undefined => {
  for (let at = scope; at !== undefined; at = at.parent) {
    const found = at.values.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
};
