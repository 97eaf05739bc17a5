import { type Graph, type Outcome, failure, success } from '@neurite/contract';
import type { ModelDeclaration } from '@neurite/language';
import type { Module } from '../modules/module.js';
import type { Given } from '../options/given.js';
import { frozen } from '../values/frozen.js';
import { childScope } from '../values/scope.js';
import { hasErrors } from '../diagnostics/errors.js';
import { buildGraph } from './builder.js';
import { configureDeclared } from './configure.js';
import { evaluate } from './expression.js';
import { chooseInitializers } from './initializers.js';
import { type Instance, instantiateModel, namedPorts } from './instantiate.js';
import { settleLoads } from './settle-loads.js';
import { type Environment, type Session, createSession } from './session.js';

/** A model lowered by itself. */
export interface LoweredModel {
  readonly session: Session;
  /** Undefined where the arguments were wrong. */
  readonly instance?: Instance;
  readonly graph: Outcome<Graph>;
}

/** The Graph of a model with arguments, by itself: without data and losses. */
export const lowerModel = (
  environment: Environment,
  declaration: ModelDeclaration,
  module: Module,
  given: readonly Given[] = [],
): LoweredModel => {
  const session = createSession(environment, evaluate);
  const frame = { scope: childScope(), module, path: '', segments: new Map() };
  const layer = configureDeclared(session, declaration, module, given, frame, declaration.name.span);
  if (layer.kind !== 'layer' || layer.form !== 'declared')
    return { session, graph: failure(...session.diagnostics) };
  const instance = instantiateModel(session, declaration, module, layer.arguments);
  if (instance.outputs === undefined || instance.outputs.length === 0 || hasErrors(session.diagnostics))
    return { session, instance, graph: failure(...session.diagnostics) };
  const loads = settleLoads(session);
  if (hasErrors(session.diagnostics)) return { session, instance, graph: failure(...session.diagnostics) };
  const parameters = chooseInitializers(session.builder, session.catalog);
  const { graph } = buildGraph(
    session.builder,
    {
      name: declaration.name.name,
      outputs: instance.outputs,
      names: namedPorts(instance.names),
      loads,
      span: declaration.span,
    },
    parameters,
  );
  return { session, instance, graph: success(frozen(graph)) };
};
