import type { If, Repeat } from '@neurite/language';
import { report } from '../diagnostics.js';
import { print } from '../extents/extent.js';
import { describe } from '../values/describe.js';
import { type Frame, childScope } from '../values/scope.js';
import { type Value, numberValue, unknown } from '../values/value.js';
import { bodyValue } from './body.js';
import { type Session, exhaust } from './session.js';

/**
 * The chosen branch of an `if`; without `else` it is the identity. Where a layer is wanted and the branch has bindings of its own,
 * they are made where the layer is used.
 */
export const ifValue = (session: Session, expression: If, frame: Frame, wanted: 'layer' | 'any'): Value => {
  const condition = session.evaluate(expression.condition, frame);
  const inside = (): Frame => ({ ...frame, scope: childScope(frame.scope) });
  if (condition.kind === 'unknown') {
    // Either branch may be meant: both are looked at for their mistakes.
    bodyValue(session, expression.then, inside());
    if (expression.else !== undefined) bodyValue(session, expression.else, inside());
    return unknown;
  }
  if (condition.kind !== 'boolean') {
    session.diagnostics.push(
      report('condition-type', { found: describe(condition) }, { span: expression.condition.span }),
    );
    return unknown;
  }
  const chosen = condition.value ? expression.then : expression.else;
  if (chosen === undefined) return { kind: 'layer', form: 'sequence', steps: [], span: expression.span };
  if (wanted === 'layer' && chosen.statements.some((statement) => statement.kind === 'binding'))
    return { kind: 'layer', form: 'body', body: chosen, frame, span: expression.span };
  return (
    bodyValue(session, chosen, inside()) ?? {
      kind: 'layer',
      form: 'sequence',
      steps: [],
      span: expression.span,
    }
  );
};

/** `repeat` as a layer; its iterations are made where it is used. */
export const repeatValue = (session: Session, expression: Repeat, frame: Frame): Value => {
  const over = iterations(session, expression, frame);
  if (over === undefined) {
    // What the iterations are is not known; the body is looked at once for its mistakes.
    const scope = childScope(frame.scope);
    if (expression.variable !== undefined) scope.values.set(expression.variable.name, unknown);
    bodyValue(session, expression.body, { ...frame, scope });
    return unknown;
  }
  return {
    kind: 'layer',
    form: 'repeat',
    ...(expression.variable === undefined ? {} : { variable: expression.variable.name }),
    over,
    body: expression.body,
    frame,
    span: expression.span,
  };
};

const iterations = (
  session: Session,
  { over, variable }: Repeat,
  frame: Frame,
): readonly Value[] | undefined => {
  const value = session.evaluate(over, frame);
  const wrong = (code: 'repeat-count', found: string): undefined => {
    session.diagnostics.push(report(code, { found }, { span: over.span }));
  };
  const counted = (from: number, to: number): readonly Value[] | undefined => {
    if (!Number.isInteger(from) || !Number.isInteger(to)) return wrong('repeat-count', `${from}..${to}`);
    const count = to - from;
    if (count < 0) return wrong('repeat-count', variable === undefined ? String(to) : `${from}..${to}`);
    if (count > session.limits.repeats) {
      exhaust(
        session,
        report('too-many-repeats', { count, limit: session.limits.repeats }, { span: over.span }),
      );
      return undefined;
    }
    return Array.from({ length: count }, (_, index) => numberValue(from + index));
  };
  switch (value.kind) {
    case 'unknown':
      return undefined;
    case 'number':
      return typeof value.value === 'number'
        ? counted(0, value.value)
        : wrong('repeat-count', print(value.value));
    case 'range': {
      const { from = 0, to } = value;
      if (typeof from === 'number' && typeof to === 'number') return counted(from, to);
      return wrong('repeat-count', 'a range without a known end');
    }
    case 'list':
      // A layer of a list is a step where it is used, and gets its segment there.
      return value.items.map((item) => (item.kind === 'layer' && item.form === 'step' ? item.layer : item));
    default:
      return wrong('repeat-count', describe(value));
  }
};
