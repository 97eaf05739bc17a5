import type { Catalog, Diagnostic, Span, Use } from '@neurite/contract';
import type { Expression } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Limits } from '../limits.js';
import type { Places } from '../options/relations.js';
import type { Frame } from '../values/scope.js';
import type { DefinedLayer, Value } from '../values/value.js';
import { type GraphBuilder, createBuilder } from './builder.js';
import { type Observe, type Observer, createObserver } from './observe.js';

/** One instantiation: what it works with, what it builds, and how much it has used of its limits. */
export interface Session {
  readonly catalog: Catalog;
  readonly limits: Limits;
  readonly builder: GraphBuilder;
  readonly diagnostics: Diagnostic[];
  readonly used: { operations: number; depth: number; exhausted: boolean };
  /** Path segments of steps, by the expression of their statement. */
  readonly segments: Map<Expression, ReadonlyMap<Expression, string>>;
  /** The evaluator of expression.ts, handed round so that the parts of it need not import each other in a circle. */
  evaluate(expression: Expression, frame: Frame): Value;
  /** The layers of weights, such as `weight_norm`, around what is being applied; the innermost is the last. */
  readonly weightLayers: DefinedLayer[];
  /** Where the options of entries of the catalog stand, for what is found only once their shapes are known. */
  readonly places: WeakMap<Use, Places>;
  /** Tells whoever watches what was made where. */
  readonly observed: Observer;
}

export type Environment = Pick<Session, 'catalog' | 'limits'> & {
  readonly observe?: Observe;
  /** The plugin packages that the text uses. */
  readonly packages?: readonly string[];
};

export const createSession = (
  { catalog, limits, observe }: Environment,
  evaluate: (session: Session, expression: Expression, frame: Frame) => Value,
): Session => {
  const builder = createBuilder();
  const observed = createObserver(observe, builder.parameters);
  const session: Session = {
    catalog,
    limits,
    builder,
    observed,
    diagnostics: [],
    used: { operations: 0, depth: 0, exhausted: false },
    segments: new Map(),
    weightLayers: [],
    places: new WeakMap(),
    evaluate: (expression, frame) => observed(expression.span, () => evaluate(session, expression, frame)),
  };
  return session;
};

/** Counts one operation; false once the limit is reached, which is reported once. */
export const spend = (session: Session, span: Span): boolean => {
  const { used, limits } = session;
  if (used.exhausted) return false;
  used.operations += 1;
  if (used.operations <= limits.operations) return true;
  return exhaust(session, report('too-many-operations', { limit: limits.operations }, { span }));
};

/** Stops the instantiation: whatever is evaluated from here on is unknown. */
export const exhaust = (session: Session, diagnostic: Diagnostic): false => {
  session.used.exhausted = true;
  session.diagnostics.push(diagnostic);
  return false;
};
