import {
  type DataDeclaration,
  type Expression,
  type ModelDeclaration,
  type Parameter,
  nearest,
} from '@neurite/language';
import { report } from '../diagnostics.js';
import { configureDeclared } from '../lower/configure.js';
import type { Session } from '../lower/session.js';
import { type Declaration, type Declared, declared, type Module } from '../modules/module.js';
import { givenOf } from '../options/given.js';
import { bindParameters } from '../options/parameters.js';
import { childScope } from '../values/scope.js';
import type { Value } from '../values/value.js';
import { type PlannedData, planData } from './data.js';
import { overrideCall } from './overrides.js';

/** A model as a recipe names it, with its arguments. */
export interface ModelReference {
  readonly declaration: ModelDeclaration;
  readonly module: Module;
  readonly arguments: ReadonlyMap<string, Value>;
}

const namesOf = (parameters: readonly Parameter[]): readonly string[] =>
  parameters.map((parameter) => parameter.name.name);

/** `Digits(classes: 10)` or `Digits`: the declaration, and the expression with what is overridden. */
const resolve = <K extends 'model' | 'data'>(
  session: Session,
  kind: K,
  expression: Expression,
  module: Module,
  overrides: ReadonlyMap<string, Expression>,
):
  | { readonly found: Declared<Extract<Declaration, { kind: K }>>; readonly expression: Expression }
  | undefined => {
  const callee = expression.kind === 'call' ? expression.callee : expression;
  if (callee.kind === 'missing') return undefined;
  const found = callee.kind === 'identifier' ? declared(module, kind, callee.name) : undefined;
  if (found === undefined) {
    const names = [...module.names].flatMap(([name, { declaration }]) =>
      declaration.kind === kind ? [name] : [],
    );
    const name = callee.kind === 'identifier' ? callee.name : 'this';
    session.diagnostics.push(
      report(
        'unknown-reference',
        { what: kind, name, suggestion: nearest(name, names) },
        { span: callee.span },
      ),
    );
    return undefined;
  }
  const { parameters } = found.declaration as ModelDeclaration | DataDeclaration;
  return { found, expression: overrideCall(expression, kind, overrides, namesOf(parameters)) };
};

const frameIn = (module: Module) => ({ scope: childScope(), module, path: '', segments: new Map() });

/** The model that a recipe trains; undefined where that is a mistake. */
export const modelReference = (
  session: Session,
  expression: Expression,
  module: Module,
  overrides: ReadonlyMap<string, Expression>,
): ModelReference | undefined => {
  const resolved = resolve(session, 'model', expression, module, overrides);
  if (resolved === undefined) return undefined;
  const { declaration, module: home } = resolved.found;
  const given = resolved.expression.kind === 'call' ? resolved.expression.arguments.map(givenOf) : [];
  const layer = configureDeclared(session, declaration, home, given, frameIn(module), expression.span);
  return layer.kind === 'layer' && layer.form === 'declared'
    ? { declaration, module: home, arguments: layer.arguments }
    : undefined;
};

/** The data that a recipe reads, planned; undefined where that is a mistake. */
export const dataReference = (
  session: Session,
  expression: Expression,
  module: Module,
  overrides: ReadonlyMap<string, Expression>,
): PlannedData | undefined => {
  const resolved = resolve(session, 'data', expression, module, overrides);
  if (resolved === undefined) return undefined;
  const { declaration, module: home } = resolved.found;
  const given = resolved.expression.kind === 'call' ? resolved.expression.arguments.map(givenOf) : [];
  const owner = {
    what: 'data',
    name: declaration.name.name,
    parameters: declaration.parameters,
    inputs: [],
    module: home,
  };
  const bound = bindParameters(session, owner, given, frameIn(module), expression.span);
  return bound && planData(session, declaration, home, bound.values);
};
