import type { Use } from '@neurite/contract';
import type { ParamStatement } from '@neurite/language';
import { report } from '../diagnostics.js';
import { product } from '../extents/extent.js';
import { type ValueType, withBatch } from '../shapes/type.js';
import type { Frame } from '../values/scope.js';
import { type Value, unknown } from '../values/value.js';
import { addNode } from './builder.js';
import { declaredType } from './declared-shape.js';
import { initializerOf } from './param.js';
import { joinPath } from './paths.js';
import { type Session, exhaust } from './session.js';

/** `noise eps: [latent] = random_normal(std: 1)`: a value that an initializer draws for each example and step. */
export const noiseValue = (session: Session, statement: ParamStatement, frame: Frame): Value => {
  const { name, shape, value, span } = statement;
  const declared = declaredType(session, shape, frame, () => undefined);
  if (value === undefined) {
    session.diagnostics.push(report('missing-draw', { name: name.name }, { span }));
    return unknown;
  }
  const initializer = initializerOf(session, value, frame);
  if (declared === undefined || initializer === undefined) return unknown;
  const type = withBatch(declared.dtype, declared.shape);
  if (!isDrawn(session, initializer, type, statement, frame)) return unknown;
  const { builder, limits } = session;
  if (builder.nodes.length >= limits.nodes) {
    exhaust(session, report('too-many-nodes', { limit: limits.nodes }, { span }));
    return unknown;
  }
  const path = joinPath(frame.path, name.name);
  const { drawn } = addNode(
    builder,
    { path, use: initializer, inputs: {}, parameters: {}, state: {}, span },
    { drawn: type },
  );
  return { kind: 'tensor', id: drawn!, type, history: { label: path, type }, members: new Map() };
};

const isDrawn = (
  session: Session,
  { name }: Use,
  type: ValueType,
  { name: own, shape, value }: ParamStatement,
  frame: Frame,
): boolean => {
  const { catalog, limits, diagnostics } = session;
  if (type.dtype !== 'float32') {
    const what = `noise ${own.name}`;
    diagnostics.push(
      report('dtype-mismatch', { what, found: type.dtype, wanted: 'float32' }, { span: shape.span }),
    );
    return false;
  }
  const size = product(type.shape.slice(1));
  if (typeof size === 'number' && size > limits.elements) {
    const path = joinPath(frame.path, own.name);
    diagnostics.push(report('noise-too-large', { path, size, limit: limits.elements }, { span: shape.span }));
    return false;
  }
  if (catalog.get('initializer', name)?.draw !== undefined) return true;
  const known = catalog
    .names('initializer')
    .filter((other) => catalog.get('initializer', other)?.draw !== undefined);
  diagnostics.push(report('not-drawable', { name, known }, { span: value!.span }));
  return false;
};
