import type { Span } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { describe } from '../values/describe.js';
import { type Frame, childScope } from '../values/scope.js';
import {
  type LayerValue,
  type RepeatLayer,
  type TensorValue,
  type Value,
  listValue,
  unknown,
} from '../values/value.js';
import { applyDeclared, applyFunction } from './apply-declared.js';
import { applyDefined } from './apply-defined.js';
import { bodyLayer } from './body.js';
import { iterationPath, joinPath } from './paths.js';
import { reweighted } from './reweight.js';
import { type Session, spend } from './session.js';

/** Lets values flow into a layer at a path: makes its nodes and gives what comes out. */
export const apply = (
  session: Session,
  layer: LayerValue,
  inputs: readonly Value[],
  path: string,
  span: Span,
): Value => session.observed(layer.span, () => flow(session, layer, inputs, path, span));

const flow = (
  session: Session,
  layer: LayerValue,
  inputs: readonly Value[],
  path: string,
  span: Span,
): Value => {
  if (!spend(session, span) || inputs.some((input) => input.kind === 'unknown')) return unknown;
  switch (layer.form) {
    case 'defined':
      return applyDefined(session, layer, inputs, path, span);
    case 'declared':
      return applyDeclared(session, layer, inputs, path, span);
    case 'function':
      return applyFunction(session, layer, inputs, path, span);
    case 'sequence':
      return layer.steps.reduce<Value>(
        (value, step, index) => apply(session, step, index === 0 ? inputs : [value], path, step.span),
        inputs[0]!,
      );
    case 'branch':
      return absorbing(layer.branches.map((branch) => apply(session, branch, inputs, path, branch.span)));
    case 'repeat':
      return repeated(session, layer, inputs[0]!, path);
    case 'body': {
      const frame: Frame = { ...layer.frame, scope: childScope(layer.frame.scope), path };
      const inside = bodyLayer(session, layer.body, frame);
      return inside === undefined ? unknown : apply(session, inside, inputs, path, span);
    }
    case 'step':
      return apply(session, layer.layer, inputs, joinPath(path, layer.segment), span);
    case 'instance':
      return apply(session, layer.layer, inputs, layer.path, span);
    case 'selected': {
      const value = apply(session, layer.layer, inputs, path, span);
      if (value.kind !== 'tensor')
        return value.kind === 'unknown' ? unknown : noMember(session, layer, value);
      const member = value.members.get(layer.output);
      return member ?? noMember(session, layer, value);
    }
    case 'reweighted':
      return reweighted(session, layer.by, () => apply(session, layer.layer, inputs, path, span));
    default:
      return layer satisfies never;
  }
};

const absorbing = (values: readonly Value[]): Value =>
  values.some((value) => value.kind === 'unknown') ? unknown : listValue(values);

const noMember = (
  session: Session,
  { output, member }: Extract<LayerValue, { readonly form: 'selected' }>,
  value: Value,
): Value => {
  const known = value.kind === 'tensor' ? [...(value as TensorValue).members.keys()] : [];
  session.diagnostics.push(
    report('unknown-member', { name: output, of: describe(value), known }, { span: member.span }),
  );
  return unknown;
};

const repeated = (session: Session, layer: RepeatLayer, input: Value, path: string): Value => {
  let value = input;
  for (const [index, item] of layer.over.entries()) {
    if (session.used.exhausted || value.kind === 'unknown') return unknown;
    const scope = childScope(layer.frame.scope);
    if (layer.variable !== undefined) scope.values.set(layer.variable, item);
    const frame: Frame = { ...layer.frame, scope, path: iterationPath(path, index) };
    const inside = bodyLayer(session, layer.body, frame);
    if (inside === undefined) return unknown;
    value = apply(session, inside, [value], frame.path, layer.span);
  }
  return value;
};
