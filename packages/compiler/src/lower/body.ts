import type { Body } from '@neurite/language';
import { report } from '../diagnostics.js';
import { describe } from '../values/describe.js';
import type { Frame } from '../values/scope.js';
import { type LayerValue, type Value, unknown } from '../values/value.js';
import { bind } from './bindings.js';
import { joinPath } from './paths.js';
import { segmentsFor } from './segments.js';
import type { Session } from './session.js';
import { asLayer, asStep } from './steps.js';

/** The value of the body of an `if` or `repeat`: that of its expression; what it binds belongs to the frame's scope. */
export const bodyValue = (session: Session, body: Body, frame: Frame): Value | undefined => {
  let value: Value | undefined;
  for (const statement of body.statements) {
    switch (statement.kind) {
      case 'binding': {
        const segment = frame.segments.get(statement.value) ?? statement.name.name;
        bind(session, statement, {
          ...frame,
          path: joinPath(frame.path, segment),
          segments: segmentsFor(session, statement.value, frame.module),
        });
        break;
      }
      case 'expression-statement': {
        if (value !== undefined)
          session.diagnostics.push(report('several-values', {}, { span: statement.span }));
        const found = session.evaluate(statement.value, frame);
        value = found.kind === 'layer' ? asStep(found, statement.value, frame) : found;
        break;
      }
      case 'input':
      case 'output':
      case 'param':
      case 'expect':
      case 'load':
        session.diagnostics.push(
          report(
            'nested-statement',
            { what: statement.kind === 'param' ? statement.keyword : statement.kind },
            { span: statement.span },
          ),
        );
        value ??= unknown;
        break;
      default:
        statement satisfies never;
    }
  }
  return value;
};

/** The layer that a body stands for; undefined where a mistake has been reported. A body without an expression is the identity. */
export const bodyLayer = (session: Session, body: Body, frame: Frame): LayerValue | undefined => {
  const value = bodyValue(session, body, frame);
  if (value === undefined) return { kind: 'layer', form: 'sequence', steps: [], span: body.span };
  if (value.kind === 'unknown') return undefined;
  const layer = asLayer(value, body.span);
  if (layer === undefined)
    session.diagnostics.push(report('not-a-layer', { found: describe(value) }, { span: body.span }));
  return layer;
};
