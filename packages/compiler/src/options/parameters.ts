import type { Span } from '@neurite/contract';
import type { Parameter } from '@neurite/language';
import { report } from '../diagnostics.js';
import { print } from '../extents/extent.js';
import { segmentsFor } from '../lower/segments.js';
import type { Session } from '../lower/session.js';
import { asLayer } from '../lower/steps.js';
import type { Module } from '../modules/module.js';
import { describe } from '../values/describe.js';
import { type Frame, childScope } from '../values/scope.js';
import { type Value, isLayerList, unknown } from '../values/value.js';
import type { Given } from './given.js';
import { placeArguments } from './place.js';

/** A block, model, function or data block that arguments are for. */
export interface Declares {
  readonly what: string;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly inputs: readonly string[];
  readonly module: Module;
}

export interface BoundParameters {
  readonly values: ReadonlyMap<string, Value>;
  readonly inputs: ReadonlyMap<string, Given>;
}

/** Binds arguments to the parameters of a declaration; defaults are evaluated in its own module. Undefined where something was wrong. */
export const bindParameters = (
  session: Session,
  owner: Declares,
  given: readonly Given[],
  frame: Frame,
  span: Span,
): BoundParameters | undefined => {
  const order = owner.parameters.map((parameter) => parameter.name.name);
  const placed = placeArguments(session, owner.name, order, owner.inputs, given);
  if (placed === undefined) return undefined;
  const values = new Map<string, Value>();
  const scope = childScope();
  const defaults: Frame = { scope, module: owner.module, path: frame.path, segments: frame.segments };
  let sound = true;
  for (const parameter of owner.parameters) {
    const { name } = parameter.name;
    const argument = placed.parameters.get(name);
    if (argument === undefined && parameter.value === undefined) {
      session.diagnostics.push(
        report(
          'missing-argument',
          { option: name, of: owner.name, doc: undefined },
          { span, related: [{ message: 'declared here', span: parameter.span }] },
        ),
      );
      sound = false;
      continue;
    }
    const value =
      argument === undefined
        ? evaluateFor(
            session,
            parameter,
            { expression: parameter.value!, span: parameter.value!.span },
            defaults,
          )
        : evaluateFor(session, parameter, argument, frame);
    if (value.kind === 'unknown' && argument !== undefined) sound = false;
    values.set(name, value);
    scope.values.set(name, value);
  }
  return sound ? { values, inputs: placed.inputs } : undefined;
};

/** The value of an argument, checked against the type of its parameter. */
const evaluateFor = (
  session: Session,
  parameter: Parameter,
  { expression, value: known }: Given,
  frame: Frame,
): Value => {
  const type = parameter.type?.name;
  // Steps of a layer that is an argument are numbered by themselves: they belong to where it is used.
  const inside: Frame =
    type === 'layer' && known === undefined
      ? { ...frame, segments: segmentsFor(session, expression, frame.module) }
      : frame;
  const value = known ?? session.evaluate(expression, inside);
  if (value.kind === 'unknown' || type === undefined) return value;
  const wrong = parameter.type!.list
    ? value.kind === 'list'
      ? value.items.map((item) => mismatch(type, item)).find((text) => text !== undefined)
      : `${describe(value)}, not a list`
    : mismatch(type, value);
  // `none` is a value of every type where it is the default: `limit: int = none`.
  const mayBeNone = parameter.value?.kind === 'word' && parameter.value.value === null;
  if (wrong === undefined || (value.kind === 'none' && mayBeNone))
    return type === 'layer' && !parameter.type!.list ? (asLayer(value, expression.span) ?? value) : value;
  const expected = `${parameter.type!.list ? 'a list of ' : ''}${type}`;
  session.diagnostics.push(
    report(
      'parameter-type',
      { name: parameter.name.name, expected, found: wrong },
      { span: expression.span, related: [{ message: 'declared here', span: parameter.span }] },
    ),
  );
  return unknown;
};

/** What is wrong with a value for a type; undefined where nothing is. */
const mismatch = (type: string, value: Value): string | undefined => {
  switch (type) {
    case 'int':
      if (value.kind !== 'number') return describe(value);
      return typeof value.value !== 'number' || Number.isSafeInteger(value.value)
        ? undefined
        : print(value.value);
    case 'float':
    case 'param':
      return value.kind === 'number' && value.suffix !== 'x' ? undefined : describe(value);
    case 'bool':
      return value.kind === 'boolean' ? undefined : describe(value);
    case 'string':
      return value.kind === 'string' ? undefined : describe(value);
    case 'layer':
      return value.kind === 'layer' || isLayerList(value) ? undefined : describe(value);
    default:
      return undefined;
  }
};
