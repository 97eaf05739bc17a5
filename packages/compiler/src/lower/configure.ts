import type { LayerDefinition, Span } from '@neurite/contract';
import type { FunctionDeclaration, ModelDeclaration } from '@neurite/language';
import type { Module } from '../modules/module.js';
import { bindArguments } from '../options/bind.js';
import type { Given } from '../options/given.js';
import { bindParameters } from '../options/parameters.js';
import type { Frame } from '../values/scope.js';
import {
  type DefinedLayer,
  type LayerValue,
  type UnknownValue,
  type Value,
  unknown,
} from '../values/value.js';
import type { Session } from './session.js';

/** The inputs that a model or block declares, in order. */
export const inputsOf = (declaration: ModelDeclaration) =>
  declaration.body.statements.filter((statement) => statement.kind === 'input');

const evaluateInputs = (
  session: Session,
  given: ReadonlyMap<string, Given>,
  frame: Frame,
): ReadonlyMap<string, Value> =>
  new Map(
    [...given].map(([name, { expression, value }]) => [name, value ?? session.evaluate(expression, frame)]),
  );

/** A layer of the catalog with these arguments. */
export const configureDefined = (
  session: Session,
  definition: LayerDefinition,
  given: readonly Given[],
  frame: Frame,
  span: Span,
): DefinedLayer | UnknownValue => {
  const { name, options } = definition;
  const bound = bindArguments(
    session,
    { what: 'layer', name, options, inputs: Object.keys(definition.inputs) },
    given,
    frame,
    span,
  );
  if (bound === undefined) return unknown;
  const inputs = evaluateInputs(session, bound.inputs, frame);
  return {
    kind: 'layer',
    form: 'defined',
    definition,
    options: bound.options,
    initializers: bound.initializers,
    inputs,
    places: bound.places,
    span,
  };
};

/** A model or block with these arguments. */
export const configureDeclared = (
  session: Session,
  declaration: ModelDeclaration,
  module: Module,
  given: readonly Given[],
  frame: Frame,
  span: Span,
): LayerValue | UnknownValue => {
  const owner = {
    what: declaration.keyword,
    name: declaration.name.name,
    parameters: declaration.parameters,
    inputs: inputsOf(declaration).map((input) => input.name.name),
    module,
  };
  const bound = bindParameters(session, owner, given, frame, span);
  if (bound === undefined) return unknown;
  const inputs = evaluateInputs(session, bound.inputs, frame);
  return { kind: 'layer', form: 'declared', declaration, module, arguments: bound.values, inputs, span };
};

/** A function with these options. */
export const configureFunction = (
  session: Session,
  declaration: FunctionDeclaration,
  module: Module,
  given: readonly Given[],
  frame: Frame,
  span: Span,
): LayerValue | UnknownValue => {
  const owner = {
    what: 'function',
    name: declaration.name.name,
    parameters: declaration.options,
    inputs: declaration.inputs.map((input) => input.name.name),
    module,
  };
  const bound = bindParameters(session, owner, given, frame, span);
  if (bound === undefined) return unknown;
  const inputs = evaluateInputs(session, bound.inputs, frame);
  return { kind: 'layer', form: 'function', declaration, module, arguments: bound.values, inputs, span };
};
