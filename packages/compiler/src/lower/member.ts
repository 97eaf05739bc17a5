import type { Member } from '@neurite/language';
import { nearest } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Extent } from '../extents/extent.js';
import { inner } from '../shapes/type.js';
import { describe } from '../values/describe.js';
import type { Frame } from '../values/scope.js';
import {
  type InstanceLayer,
  type LayerValue,
  type TensorValue,
  type Value,
  listValue,
  numberValue,
  unknown,
} from '../values/value.js';
import { joinPath } from './paths.js';
import { declareParameters } from './parameters.js';
import { parameterValue } from './param.js';
import type { Session } from './session.js';

/** What every value of the network tells of itself. */
const shapeMembers: Readonly<Record<string, (tensor: TensorValue) => Value>> = {
  shape: ({ type }) => listValue(inner(type).map(numberValue)),
  channels: ({ type }) => numberValue(inner(type).at(-1) ?? 1),
  rank: ({ type }) => numberValue(inner(type).length),
};

/** `x.shape`, `pool.positions`, `lstm(64).last`, `wte.table`. */
export const evaluateMember = (session: Session, expression: Member, frame: Frame): Value => {
  const object = session.evaluate(expression.object, frame);
  const { name, span } = expression.name;
  const missing = (known: readonly string[]): Value => {
    const suggestion = nearest(name, known);
    session.diagnostics.push(
      report(
        'unknown-member',
        { name, of: describe(object), known, suggestion },
        {
          span,
          ...(suggestion === undefined
            ? {}
            : { fixes: [{ title: `Change to "${suggestion}"`, edits: [{ span, text: suggestion }] }] }),
        },
      ),
    );
    return unknown;
  };
  switch (object.kind) {
    case 'unknown':
      return unknown;
    case 'tensor': {
      const own = Object.hasOwn(shapeMembers, name) ? shapeMembers[name]!(object) : object.members.get(name);
      return own ?? missing([...Object.keys(shapeMembers), ...object.members.keys()]);
    }
    case 'list':
      return name === 'length' ? numberValue(object.items.length) : missing(['length']);
    case 'record':
      return object.entries.get(name) ?? missing([...object.entries.keys()]);
    case 'layer':
      return layerMember(session, object, expression, missing);
    default:
      return missing([]);
  }
};

const layerMember = (
  session: Session,
  layer: LayerValue,
  expression: Member,
  missing: (known: readonly string[]) => Value,
): Value => {
  const { name, span } = expression.name;
  if (layer.form === 'instance') {
    const found = sharedParameter(session, layer, name, expression);
    if (found !== undefined) return found;
  }
  const outputs = outputNames(layer);
  if (outputs === undefined || outputs.includes(name))
    return { kind: 'layer', form: 'selected', layer, output: name, member: expression, span };
  return missing([...outputs, ...parameterNames(layer)]);
};

/** The outputs that a layer is known to have; undefined where only its use shows them. */
const outputNames = (layer: LayerValue): readonly string[] | undefined => {
  switch (layer.form) {
    case 'defined':
      return Object.keys(layer.definition.outputs);
    case 'step':
    case 'instance':
    case 'reweighted':
      return outputNames(layer.layer);
    case 'declared':
      return layer.declaration.body.statements.flatMap((statement) =>
        (statement.kind === 'binding' || statement.kind === 'output') && statement.name !== undefined
          ? [statement.name.name]
          : [],
      );
    default:
      return undefined;
  }
};

const definedLayer = (layer: LayerValue): Extract<LayerValue, { form: 'defined' }> | undefined =>
  layer.form === 'defined'
    ? layer
    : layer.form === 'step' || layer.form === 'instance' || layer.form === 'reweighted'
      ? definedLayer(layer.layer)
      : undefined;

const parameterNames = (layer: LayerValue): readonly string[] => {
  const defined = definedLayer(layer);
  return defined === undefined
    ? []
    : [...Object.keys(defined.definition.parameters), ...Object.keys(defined.definition.state)];
};

/** `wte.table`: a weight of a layer that has a name; undefined where the layer has none of that name. */
const sharedParameter = (
  session: Session,
  layer: InstanceLayer,
  name: string,
  expression: Member,
): Value | undefined => {
  const path = joinPath(layer.path, name);
  const known = session.builder.parameters.get(path);
  if (known !== undefined) return parameterValue(session, path, known.type);
  const defined = definedLayer(layer);
  if (defined === undefined || !Object.hasOwn(defined.definition.parameters, name)) return undefined;
  // Before the first use only options are known; that is enough for an embedding, not for a kernel.
  const options = (wanted: string): Extent | undefined => {
    const value = defined.options[wanted];
    return typeof value === 'number' ? value : undefined;
  };
  const only = {
    ...defined,
    definition: {
      ...defined.definition,
      parameters: { [name]: defined.definition.parameters[name]! },
      state: {},
    },
  };
  const before = session.diagnostics.length;
  const declared = declareParameters(session, only, options, layer.path, expression.span);
  if (declared === undefined) {
    session.diagnostics.splice(before);
    session.diagnostics.push(
      report('parameter-before-use', { name, of: layer.path }, { span: expression.span }),
    );
    return unknown;
  }
  return parameterValue(session, path, session.builder.parameters.get(path)!.type);
};
