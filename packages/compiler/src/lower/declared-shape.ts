import type { Span } from '@neurite/contract';
import { type ShapeExpression, nearest } from '@neurite/language';
import { report } from '../diagnostics.js';
import { print } from '../extents/extent.js';
import { printHistory } from '../shapes/history.js';
import { type ValueType, dtypes, inner, isDtype, printType } from '../shapes/type.js';
import { type Bindings, instantiateShape, matchShape, solveEquations } from '../shapes/unify.js';
import { type ShapeValue, isExtent, isPack } from '../shapes/value.js';
import { describe } from '../values/describe.js';
import { type Frame, type Scope, lookupName } from '../values/scope.js';
import { type Value, listValue, numberValue, unknown } from '../values/value.js';
import type { Session } from './session.js';
import { namesIn } from './shape-names.js';

/** What shapes of the user's text see: numbers and lists of numbers of the scope. */
export const scopeLookup =
  (scope: Scope) =>
  (name: string): ShapeValue | undefined => {
    const value = lookupName(scope, name);
    if (value === undefined) return undefined;
    if (value.kind === 'number') return value.value;
    if (value.kind === 'list') {
      const items = value.items.map((item) => (item.kind === 'number' ? item.value : undefined));
      return items.includes(undefined) ? { problem: `${name} is ${describe(value)}` } : (items as ShapeValue);
    }
    // What an absorbed mistake left open stays open.
    return value.kind === 'unknown'
      ? { pending: name }
      : { problem: `${name} is ${describe(value)}, no dimension` };
  };

/** The dtype of a declared shape, float32 unless said; undefined where it is none, which is reported. */
export const dtypeOf = (session: Session, shape: ShapeExpression) => {
  const name = shape.dtype?.name ?? 'float32';
  if (isDtype(name)) return name;
  session.diagnostics.push(
    report(
      'unknown-dtype',
      { name, known: dtypes, suggestion: nearest(name, dtypes) },
      { span: shape.dtype!.span },
    ),
  );
  return undefined;
};

/** Whether a shape names the batch axis, which is never written; that is reported. */
export const writesBatch = (session: Session, shape: ShapeExpression): boolean => {
  const at = shape.items.find(
    (item) => item.kind === 'dimension' && item.value.kind === 'identifier' && item.value.name === 'batch',
  );
  if (at !== undefined) session.diagnostics.push(report('batch-axis', {}, { span: at.span }));
  return at !== undefined;
};

/** A value against the shape that its name declares: binds symbols, and reports what differs. */
export const checkShape = (
  session: Session,
  value: Value,
  shape: ShapeExpression,
  span: Span,
  frame: Frame,
): Value => {
  const dtype = dtypeOf(session, shape);
  if (dtype === undefined || writesBatch(session, shape) || value.kind === 'unknown') return unknown;
  if (value.kind !== 'tensor') {
    session.diagnostics.push(report('not-a-value', { found: describe(value) }, { span }));
    return unknown;
  }
  const history = [printHistory(value.history)];
  if (dtype !== value.type.dtype) {
    session.diagnostics.push(
      report(
        'dtype-mismatch',
        { what: 'this value', found: value.type.dtype, wanted: dtype },
        { span, history },
      ),
    );
    return unknown;
  }
  const problem = bindShape(shape, value.type, frame.scope);
  if (problem === undefined) return value;
  session.diagnostics.push(
    report(
      'declared-shape',
      { why: problem, type: printType(value.type) },
      { span: shape.span, history, related: [{ message: printType(value.type), span }] },
    ),
  );
  return unknown;
};

/** Matches a type with a declared shape and adds the symbols it binds to the scope; says what does not fit. */
export const bindShape = (shape: ShapeExpression, type: ValueType, scope: Scope): string | undefined => {
  const bindings: Bindings = new Map();
  const outer = scopeLookup(scope);
  const lookup = (name: string): ShapeValue | undefined => bindings.get(name) ?? outer(name);
  const matched = matchShape(shape, inner(type), bindings, lookup);
  if (matched.problem !== undefined) return `it ${matched.problem}`;
  const solved = solveEquations(matched.equations, bindings, lookup);
  if (solved.problem !== undefined) return solved.problem;
  const [waiting] = solved.waiting;
  if (waiting !== undefined) return `${print(waiting.actual)} leaves its dimensions unknown`;
  for (const [name, value] of bindings) scope.values.set(name, valueOf(value));
  return undefined;
};

const valueOf = (value: ShapeValue): Value =>
  isExtent(value) ? numberValue(value) : isPack(value) ? listValue(value.map(numberValue)) : unknown;

const placeOf = (name: string, shape: ShapeExpression): Span =>
  shape.items
    .flatMap(({ value }) => (value === undefined ? [] : namesIn(value)))
    .find((identifier) => identifier.name === name)?.span ?? shape.span;

/** The type that a declared shape says, its names as symbols where nothing has bound them. */
export const declaredType = (
  session: Session,
  shape: ShapeExpression,
  frame: Frame,
  symbols: (name: string) => ShapeValue | undefined,
): Pick<ValueType, 'dtype' | 'shape'> | undefined => {
  const dtype = dtypeOf(session, shape);
  if (dtype === undefined || writesBatch(session, shape)) return undefined;
  const outer = scopeLookup(frame.scope);
  const extents = instantiateShape(shape, (name) => outer(name) ?? symbols(name));
  if ('pending' in extents) {
    if (lookupName(frame.scope, extents.pending) === undefined)
      session.diagnostics.push(
        report('unknown-dimension', { name: extents.pending }, { span: placeOf(extents.pending, shape) }),
      );
    return undefined;
  }
  if ('problem' in extents) {
    session.diagnostics.push(report('invalid-dimension', { why: extents.problem }, { span: shape.span }));
    return undefined;
  }
  const wrong = extents.find(
    (extent) => typeof extent === 'number' && (!Number.isSafeInteger(extent) || extent < 1),
  );
  if (wrong !== undefined) {
    session.diagnostics.push(
      report(
        'invalid-dimension',
        { why: `${print(wrong)} is not a whole number of at least 1` },
        { span: shape.span },
      ),
    );
    return undefined;
  }
  return { dtype, shape: extents };
};
