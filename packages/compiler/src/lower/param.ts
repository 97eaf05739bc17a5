import type { Span, Use } from '@neurite/contract';
import type { Expression, ParamStatement } from '@neurite/language';
import { type Extent, product } from '../extents/extent.js';
import type { ValueType } from '../shapes/type.js';
import { useOf } from '../options/bind.js';
import type { Frame } from '../values/scope.js';
import { type NumberValue, type Value, unknown } from '../values/value.js';
import { report } from '../diagnostics.js';
import { addValue } from './builder.js';
import { declaredType } from './declared-shape.js';
import { declare } from './parameters.js';
import { joinPath } from './paths.js';
import type { Session } from './session.js';

/** `param scale: [dim] = ones`: a weight of the text's own. */
export const paramValue = (session: Session, statement: ParamStatement, frame: Frame): Value => {
  const { name, shape, value, span } = statement;
  const type = declaredType(session, shape, frame, () => undefined);
  if (type === undefined) return unknown;
  if (type.dtype !== 'float32') {
    const what = `param ${name.name}`;
    session.diagnostics.push(
      report('dtype-mismatch', { what, found: type.dtype, wanted: 'float32' }, { span: shape.span }),
    );
    return unknown;
  }
  const initializer = value === undefined ? 'auto' : initializerOf(session, value, frame);
  return initializer === undefined
    ? unknown
    : makeParameter(session, joinPath(frame.path, name.name), type, initializer, span);
};

/** An initializer of the catalog, or a number that fills the shape. */
export const initializerOf = (session: Session, value: Expression, frame: Frame): Use | undefined => {
  if (value.kind === 'identifier' || value.kind === 'call')
    return useOf(session, 'initializer', value, frame);
  const number = session.evaluate(value, frame);
  if (number.kind === 'number') return constantUse(session, number, value.span);
  if (number.kind !== 'unknown')
    session.diagnostics.push(
      report('entry-expected', { expected: 'an initializer or a number' }, { span: value.span }),
    );
  return undefined;
};

/** A tensor that the text itself declares, by `param` or an option of type `param`: a value without a batch axis. */
export const makeParameter = (
  session: Session,
  path: string,
  type: ValueType,
  initializer: Use | NumberValue | 'auto',
  span: Span,
): Value => {
  const use =
    initializer !== 'auto' && initializer.kind === 'number'
      ? constantUse(session, initializer, span)
      : initializer;
  if (use === undefined) return unknown;
  const fanIn = product(type.shape.slice(0, -1));
  const fanOut = type.shape.at(-1) ?? 1;
  const draft = {
    path,
    type,
    role: 'parameter',
    initializer: use,
    because: 'written',
    fanIn: asNumber(fanIn),
    fanOut: asNumber(fanOut),
    span,
  } as const;
  if (!declare(session, draft, span)) return unknown;
  return parameterValue(session, path, type);
};

const asNumber = (extent: Extent): number => (typeof extent === 'number' ? extent : 1);

/** The value of a parameter that is there: one for each path. */
export const parameterValue = (session: Session, path: string, type: ValueType): Value => {
  const { builder } = session;
  const id = builder.parameterValues.get(path) ?? addValue(builder, type);
  builder.parameterValues.set(path, id);
  return { kind: 'tensor', id, type, history: { label: path, type }, members: new Map() };
};

const constantUse = (session: Session, { value }: NumberValue, span: Span): Use | undefined => {
  const definition = session.catalog.get('initializer', 'constant');
  if (definition === undefined || typeof value !== 'number') {
    session.diagnostics.push(report('missing-from-catalog', { name: 'constant' }, { span }));
    return undefined;
  }
  return { kind: 'initializer', name: 'constant', version: definition.version, options: { value }, span };
};
