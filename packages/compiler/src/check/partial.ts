import type { Diagnostic } from '@neurite/contract';
import type { DataDeclaration, FunctionDeclaration, ModelDeclaration, Parameter } from '@neurite/language';
import { inputsOf } from '../lower/configure.js';
import { evaluate } from '../lower/expression.js';
import { segmentsFor } from '../lower/segments.js';
import { type Environment, type Session, createSession } from '../lower/session.js';
import { namesIn } from '../lower/shape-names.js';
import { runStatements } from '../lower/statements.js';
import type { Module } from '../modules/module.js';
import { bindParameters } from '../options/parameters.js';
import { planData } from '../recipes/data.js';
import { type Frame, childScope } from '../values/scope.js';
import { type Value, unknown, unknownPlain } from '../values/value.js';

// What no call has chosen is unknown, and absorbs what is done with it: everything else is checked as if it were used.

const fillIn = (
  session: Session,
  name: string,
  parameters: readonly Parameter[],
  module: Module,
  scope: Map<string, Value>,
): void => {
  const optional = parameters.filter((parameter) => parameter.value !== undefined);
  const frame: Frame = { scope: childScope(), module, path: '', segments: new Map() };
  const span = parameters[0]?.span;
  const bound =
    span &&
    bindParameters(
      session,
      { what: 'block', name, parameters: optional, inputs: [], module },
      [],
      frame,
      span,
    );
  for (const parameter of parameters)
    scope.set(parameter.name.name, bound?.values.get(parameter.name.name) ?? unknownPlain);
};

/** Checks a block that no call has chosen arguments and inputs for. */
export const checkBlock = (
  environment: Environment,
  declaration: ModelDeclaration,
  module: Module,
): readonly Diagnostic[] => {
  const session = createSession(environment, evaluate);
  const frame: Frame = { scope: childScope(), module, path: '', segments: new Map() };
  fillIn(session, declaration.name.name, declaration.parameters, module, frame.scope.values);
  for (const input of inputsOf(declaration)) frame.scope.values.set(input.name.name, unknown);
  for (const symbol of symbolsOf(declaration))
    if (!frame.scope.values.has(symbol)) frame.scope.values.set(symbol, unknownPlain);
  runStatements(session, declaration.body, frame);
  return session.diagnostics;
};

/** The names that shapes of a block may bind: unknown until it is used. */
const symbolsOf = (declaration: ModelDeclaration): readonly string[] =>
  declaration.body.statements.flatMap((statement) =>
    'shape' in statement && statement.shape !== undefined
      ? statement.shape.items.flatMap(({ value }) =>
          value === undefined ? [] : namesIn(value).map(({ name }) => name),
        )
      : [],
  );

export const checkFunction = (
  environment: Environment,
  declaration: FunctionDeclaration,
  module: Module,
): readonly Diagnostic[] => {
  const session = createSession(environment, evaluate);
  const frame: Frame = {
    scope: childScope(),
    module,
    path: '',
    segments: segmentsFor(session, declaration.value, module),
  };
  fillIn(session, declaration.name.name, declaration.options, module, frame.scope.values);
  // An option of type `param` is a value of the network: what is done with it cannot be checked with its number.
  for (const option of declaration.options)
    if (option.type?.name === 'param') frame.scope.values.set(option.name.name, unknown);
  for (const input of declaration.inputs) frame.scope.values.set(input.name.name, unknown);
  session.evaluate(declaration.value, frame);
  return session.diagnostics;
};

export const checkData = (
  environment: Environment,
  declaration: DataDeclaration,
  module: Module,
): readonly Diagnostic[] => {
  const session = createSession(environment, evaluate);
  const args = new Map<string, Value>();
  fillIn(session, declaration.name.name, declaration.parameters, module, args);
  planData(session, declaration, module, args);
  return session.diagnostics;
};
