import type { Catalog } from '@neurite/contract';
import type { Call, Expression } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Module } from '../modules/module.js';
import { segmentsOf } from './paths.js';
import type { Session } from './session.js';

/** Whether an argument is for a parameter of type `layer`, or the layer of a layer of weights, as far as the text alone says. */
const isLayerArgument =
  (module: Module, catalog: Catalog) =>
  (call: Call, index: number): boolean => {
    if (call.callee.kind !== 'identifier') return false;
    const { name } = call.callee;
    const declaration = module.names.get(name)?.declaration;
    const argument = call.arguments[index]!;
    if (declaration === undefined)
      return index === 0 && argument.name === undefined && catalog.get('layer', name)?.ofWeights === true;
    if (declaration.kind !== 'model') return false;
    const parameter =
      argument.name === undefined
        ? declaration.parameters[index]
        : declaration.parameters.find((candidate) => candidate.name.name === argument.name!.name);
    return parameter?.type?.name === 'layer';
  };

/** The segments of a statement's steps, computed once for each statement. */
export const segmentsFor = (
  session: Session,
  root: Expression,
  module: Module,
): ReadonlyMap<Expression, string> => {
  const known = session.segments.get(root);
  if (known !== undefined) return known;
  const { segments, collisions } = segmentsOf(root, isLayerArgument(module, session.catalog));
  for (const { segment, expression } of collisions)
    session.diagnostics.push(report('duplicate-path', { path: segment }, { span: expression.span }));
  session.segments.set(root, segments);
  return segments;
};
