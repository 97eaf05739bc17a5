import type { Span } from '@neurite/contract';
import type { Expression } from '@neurite/language';
import { report } from '../diagnostics.js';
import { describe } from '../values/describe.js';
import { type Value, isTensor, unknown } from '../values/value.js';
import { applyDefined } from './apply-defined.js';
import { needed } from './needed.js';
import type { Session } from './session.js';

/** An operator on values of the network: applies the layer that it means. */
export const operate = (
  session: Session,
  name: string,
  operator: string,
  operands: readonly Value[],
  path: string,
  span: Span,
  expressions: readonly Expression[],
  operatorSpan: Span = span,
): Value => {
  const wrong = operands.find(
    (operand) => !isTensor(operand) && operand.kind !== 'number' && operand.kind !== 'boolean',
  );
  if (wrong?.kind === 'field') {
    session.diagnostics.push(report('field-type', { field: wrong.name }, { span }));
    return unknown;
  }
  if (wrong !== undefined) {
    session.diagnostics.push(
      report('operand-type', { reason: `${operator} does not work on ${describe(wrong)}` }, { span }),
    );
    return unknown;
  }
  const definition = needed(session, name, span);
  if (definition === undefined) return unknown;
  const layer = {
    kind: 'layer',
    form: 'defined',
    definition,
    options: {},
    initializers: new Map(),
    inputs: new Map(),
    places: new Map(),
    span,
  } as const;
  const spans = expressions.map((expression) => expression.span);
  const names = expressions.map((expression) =>
    expression.kind === 'identifier' ? expression.name : undefined,
  );
  return applyDefined(session, layer, operands, path, span, { operator, names, spans, span: operatorSpan });
};
