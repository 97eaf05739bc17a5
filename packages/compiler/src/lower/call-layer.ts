import { type Call, type Identifier, nearest } from '@neurite/language';
import { report } from '../diagnostics.js';
import { describe } from '../values/describe.js';
import { isValue } from '../values/is-value.js';
import type { Frame } from '../values/scope.js';
import { type LayerValue, type Value, unknown } from '../values/value.js';
import { apply } from './apply.js';
import { inputsOf } from './configure.js';
import { joinPath } from './paths.js';
import type { Session } from './session.js';

/** A call of something that is a layer already: only inputs may be given. */
export const callLayer = (session: Session, call: Call, callee: Value, frame: Frame): Value => {
  const values = call.arguments.map((argument) => ({
    argument,
    value: session.evaluate(argument.value, frame),
  }));
  if (callee.kind === 'unknown') return unknown;
  if (callee.kind !== 'layer') {
    session.diagnostics.push(report('not-callable', { found: describe(callee) }, { span: call.callee.span }));
    return unknown;
  }
  if (values.some(({ value }) => value.kind === 'unknown')) return unknown;
  const positional = values.filter(({ argument }) => argument.name === undefined).map(({ value }) => value);
  const named = values.filter(({ argument }) => argument.name !== undefined);
  const option = positional.find(
    (value) => !isValue(value) && value.kind !== 'number' && value.kind !== 'boolean',
  );
  if (option !== undefined || (positional.length > 0 && !isValue(positional[0]))) {
    session.diagnostics.push(
      report(
        'already-configured',
        { found: describe(option ?? positional[0]!) },
        { span: call.arguments[0]!.span },
      ),
    );
    return unknown;
  }
  const layer = named.reduce<LayerValue | undefined>(
    (known, { argument, value }) => known && withInput(session, known, argument.name!, value),
    callee,
  );
  if (layer === undefined) return unknown;
  if (positional.length === 0) return layer;
  const segment =
    call.callee.kind === 'identifier'
      ? (frame.segments.get(call) ?? call.callee.name)
      : (frame.segments.get(call) ?? 'call');
  return apply(session, layer, positional, joinPath(frame.path, segment), call.span);
};

/** The layer with one more input given by name. */
const withInput = (
  session: Session,
  layer: LayerValue,
  name: Identifier,
  value: Value,
): LayerValue | undefined => {
  switch (layer.form) {
    case 'defined':
    case 'declared':
    case 'function': {
      const known =
        layer.form === 'defined'
          ? Object.keys(layer.definition.inputs)
          : layer.form === 'declared'
            ? inputsOf(layer.declaration).map((input) => input.name.name)
            : layer.declaration.inputs.map((input) => input.name.name);
      if (known.includes(name.name))
        return { ...layer, inputs: new Map([...layer.inputs, [name.name, value]]) };
      session.diagnostics.push(
        report(
          'unknown-argument',
          { name: name.name, of: describe(layer), suggestion: nearest(name.name, known), known },
          { span: name.span },
        ),
      );
      return undefined;
    }
    case 'step':
    case 'instance':
    case 'selected':
    case 'reweighted': {
      const inside = withInput(session, layer.layer, name, value);
      return inside && { ...layer, layer: inside };
    }
    default:
      session.diagnostics.push(report('already-configured', { found: name.name }, { span: name.span }));
      return undefined;
  }
};
