import type { Binding } from '@neurite/language';
import type { Frame } from '../values/scope.js';
import type { Value } from '../values/value.js';
import { checkShape } from './declared-shape.js';
import type { Session } from './session.js';

/**
 * Evaluates a binding and adds its name to the scope. A layer that gets a name is one instance from here on: every use shares its
 * weights. The frame's path is that of the binding.
 */
export const bind = (session: Session, statement: Binding, frame: Frame): Value => {
  const value = instance(session.evaluate(statement.value, frame), frame.path);
  const checked =
    statement.shape === undefined
      ? value
      : checkShape(session, value, statement.shape, statement.value.span, frame);
  frame.scope.values.set(statement.name.name, checked);
  return checked;
};

const instance = (value: Value, path: string): Value => {
  if (value.kind === 'layer')
    return value.form === 'instance'
      ? value
      : { kind: 'layer', form: 'instance', path, layer: value, span: value.span };
  return value.kind === 'list' && value.items.some((item) => item.kind === 'layer')
    ? { ...value, items: value.items.map((item) => instance(item, path)) }
    : value;
};
