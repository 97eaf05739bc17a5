import type { Expression, Identifier } from '@neurite/language';
import { report } from '../diagnostics.js';
import { calculate, negateValue } from '../values/arithmetic.js';
import { describe } from '../values/describe.js';
import { type Frame, lookupName } from '../values/scope.js';
import {
  type LayerValue,
  type Value,
  isTensor,
  isTensorList,
  listValue,
  none,
  unknown,
} from '../values/value.js';
import { apply } from './apply.js';
import { operate } from './arithmetic.js';
import { evaluateCall } from './call.js';
import { ifValue, repeatValue } from './control.js';
import { evaluateIndex } from './indexing.js';
import { evaluateMember } from './member.js';
import { layerNamed } from './names.js';
import { binaryLayers, unaryLayers } from './operators.js';
import { joinPath } from './paths.js';
import { type Session, spend } from './session.js';
import { asLayer, asStep } from './steps.js';

type Rule<K extends Expression['kind']> = (
  session: Session,
  expression: Extract<Expression, { readonly kind: K }>,
  frame: Frame,
) => Value;

/** The value of an expression; unknown where a mistake has been reported. */
export const evaluate = (session: Session, expression: Expression, frame: Frame): Value =>
  spend(session, expression.span)
    ? (rules[expression.kind] as Rule<Expression['kind']>)(session, expression as never, frame)
    : unknown;

/** Evaluates a step of a pipe. */
const evaluateStep = (session: Session, expression: Expression, frame: Frame): LayerValue | undefined => {
  const value =
    expression.kind === 'if'
      ? ifValue(session, expression, frame, 'layer')
      : evaluate(session, expression, frame);
  if (value.kind === 'unknown') return undefined;
  const layer = asLayer(value, expression.span);
  if (layer === undefined) {
    session.diagnostics.push(report('not-a-layer', { found: describe(value) }, { span: expression.span }));
    return undefined;
  }
  return asStep(layer, expression, frame);
};

const pipe: Rule<'pipe'> = (session, { steps, span }, frame) => {
  const first = evaluate(session, steps[0]!, frame);
  // All steps are evaluated, so that one mistake does not hide another.
  const rest = steps.slice(1).map((step) => evaluateStep(session, step, frame));
  if (first.kind === 'unknown') return unknown;
  const broken = rest.indexOf(undefined);
  const layers = (broken < 0 ? rest : rest.slice(0, broken)) as readonly LayerValue[];
  const head = isTensor(first) || isTensorList(first) ? undefined : asLayer(first, steps[0]!.span);
  if (head !== undefined)
    return broken < 0
      ? { kind: 'layer', form: 'sequence', steps: [asStep(head, steps[0]!, frame), ...layers], span }
      : unknown;
  if (!isTensor(first) && !isTensorList(first)) {
    session.diagnostics.push(
      first.kind === 'field'
        ? report('field-type', { field: first.name }, { span: steps[0]!.span })
        : report('not-a-value', { found: describe(first) }, { span: steps[0]!.span }),
    );
    return unknown;
  }
  // Up to a broken step all is as it should be, and may show other mistakes.
  const value = layers.reduce<Value>(
    (flowing, layer) => apply(session, layer, [flowing], frame.path, layer.span),
    first,
  );
  return broken < 0 ? value : unknown;
};

const identifier = (session: Session, expression: Identifier, frame: Frame): Value =>
  lookupName(frame.scope, expression.name) ?? layerNamed(session, expression, frame) ?? unknown;

const rules: { readonly [K in Expression['kind']]: Rule<K> } = {
  number: (_session, { value, suffix, unit }) => ({
    kind: 'number',
    value,
    ...(suffix === undefined ? {} : { suffix }),
    ...(unit === undefined ? {} : { unit }),
  }),
  string: (_session, { value }) => ({ kind: 'string', value }),
  word: (_session, { value }) => (value === null ? none : { kind: 'boolean', value }),
  identifier,
  member: evaluateMember,
  call: evaluateCall,
  index: evaluateIndex,
  list: (session, { items }, frame) => {
    const values = items.map((item) => {
      const value = evaluate(session, item, frame);
      return value.kind === 'layer' ? asStep(value, item, frame) : value;
    });
    return values.some((value) => value.kind === 'unknown') ? unknown : listValue(values);
  },
  range: (session, expression, frame) => {
    const ends = [expression.from, expression.to].map((end) =>
      end === undefined ? undefined : evaluate(session, end, frame),
    );
    const wrong = ends.find((end) => end !== undefined && end.kind !== 'number' && end.kind !== 'unknown');
    if (wrong !== undefined)
      session.diagnostics.push(
        report(
          'operand-type',
          { reason: `a range goes from number to number, not ${describe(wrong)}` },
          { span: expression.span },
        ),
      );
    if (ends.some((end) => end !== undefined && end.kind !== 'number')) return unknown;
    const [from, to] = ends.map((end) => (end?.kind === 'number' ? end.value : undefined));
    return { kind: 'range', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  },
  pipe,
  named: (session, expression, frame) => {
    const value = evaluate(session, expression.value, frame);
    if (value.kind === 'unknown') return unknown;
    const layer = asLayer(value, expression.value.span);
    if (layer === undefined) {
      session.diagnostics.push(report('misplaced-as', { found: describe(value) }, { span: expression.span }));
      return unknown;
    }
    if (layer.form === 'instance') {
      session.diagnostics.push(
        report(
          'renamed-layer',
          { name: expression.name.name, path: layer.path },
          { span: expression.name.span },
        ),
      );
      return unknown;
    }
    const bare = layer.form === 'step' ? layer.layer : layer;
    return { kind: 'layer', form: 'step', segment: expression.name.name, layer: bare, span: expression.span };
  },
  unary: (session, expression, frame) => {
    const operand = evaluate(session, expression.operand, frame);
    const { operator } = expression;
    if (operand.kind === 'unknown') return unknown;
    if (operand.kind === 'tensor')
      return operate(
        session,
        unaryLayers[operator],
        operator,
        [operand],
        joinPath(frame.path, frame.segments.get(expression) ?? unaryLayers[operator]),
        expression.span,
        [expression.operand],
      );
    if (operator === 'not') {
      if (operand.kind === 'boolean') return { kind: 'boolean', value: !operand.value };
      session.diagnostics.push(
        report(
          'operand-type',
          { reason: `"not" turns a condition around, not ${describe(operand)}` },
          { span: expression.operand.span },
        ),
      );
      return unknown;
    }
    const result = operator === '-' ? negateValue(operand) : { value: operand };
    if ('value' in result) return result.value;
    session.diagnostics.push(report('operand-type', result, { span: expression.span }));
    return unknown;
  },
  binary: (session, expression, frame) => {
    const { operator } = expression;
    const left = evaluate(session, expression.left, frame);
    // What cannot matter is not asked for: `n == 0 or 8 mod n == 0`.
    if (
      left.kind === 'boolean' &&
      (operator === 'and' || operator === 'or') &&
      left.value === (operator === 'or')
    )
      return left;
    const right = evaluate(session, expression.right, frame);
    if (left.kind === 'unknown' || right.kind === 'unknown') return unknown;
    if (left.kind === 'tensor' || right.kind === 'tensor') {
      const name = binaryLayers[operator];
      const path = joinPath(frame.path, frame.segments.get(expression) ?? name);
      return operate(
        session,
        name,
        operator,
        [left, right],
        path,
        expression.span,
        [expression.left, expression.right],
        expression.operatorSpan,
      );
    }
    const result = calculate(operator, left, right);
    if ('value' in result) return result.value;
    session.diagnostics.push(report('operand-type', result, { span: expression.span }));
    return unknown;
  },
  parenthesized: (session, expression, frame) => evaluate(session, expression.value, frame),
  if: (session, expression, frame) => ifValue(session, expression, frame, 'any'),
  repeat: repeatValue,
  then: (session, expression) => misplaced(session, expression, 'then'),
  on: (session, expression) => misplaced(session, expression, 'on'),
  shape: (session, expression) => misplaced(session, expression, 'a type'),
  // The parser has reported what is missing.
  missing: () => unknown,
};

const misplaced = (session: Session, expression: Expression, what: string): Value => {
  session.diagnostics.push(report('misplaced-expression', { what }, { span: expression.span }));
  return unknown;
};
