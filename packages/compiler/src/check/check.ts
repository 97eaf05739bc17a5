import type { Diagnostic } from '@neurite/contract';
import type { Environment } from '../lower/session.js';
import type { Lowering } from '../lowering.js';
import { type Module, ownDeclarations } from '../modules/module.js';
import { report } from '../diagnostics.js';
import { checkExpectations } from './expectations.js';
import { checkFunctionNames, checkModelNames, type NamesReport } from './names.js';
import { checkBlock, checkData, checkFunction } from './partial.js';
import { checkRecursion } from './recursion.js';
import { checkDataTypes, checkFunctionTypes, checkStructure } from './structure.js';
import { checkUnused } from './unused.js';

/** All diagnostics of a module's own declarations; those of imported ones are reported with their own text. */
export const checkModule = (
  environment: Environment,
  module: Module,
  lowering: Lowering,
): readonly Diagnostic[] => {
  const declarations = ownDeclarations(module);
  const found: Diagnostic[] = [];
  const reports = new Map<string, NamesReport>();
  for (const declaration of declarations) {
    if (declaration.kind === 'model') {
      found.push(...checkStructure(declaration));
      reports.set(declaration.name.name, checkModelNames(environment.catalog, module, declaration));
    } else if (declaration.kind === 'function') {
      found.push(...checkFunctionTypes(declaration));
      reports.set(declaration.name.name, checkFunctionNames(environment.catalog, module, declaration));
    } else if (declaration.kind === 'data') found.push(...checkDataTypes(declaration));
  }
  for (const { diagnostics } of reports.values()) found.push(...diagnostics);
  found.push(...checkUnused(module, reports));
  const mentions = new Map([...reports].map(([name, { mentioned }]) => [name, mentioned]));
  const { diagnostics, recursive } = checkRecursion(declarations, mentions);
  found.push(...diagnostics);
  const reaches = (name: string, seen = new Set<string>()): boolean => {
    if (recursive.has(name)) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    return [...(mentions.get(name) ?? [])].some((other) => reaches(other, seen));
  };
  for (const declaration of declarations) {
    const { name } = declaration.name;
    // What contains itself cannot be expanded; its circle has been reported.
    if (reaches(name)) continue;
    if (declaration.kind === 'function') found.push(...checkFunction(environment, declaration, module));
    else if (declaration.kind === 'data') found.push(...checkData(environment, declaration, module));
    else if (declaration.kind === 'model') {
      const isComplete =
        declaration.keyword === 'model' &&
        declaration.parameters.every((parameter) => parameter.value !== undefined);
      if (!isComplete) found.push(...checkBlock(environment, declaration, module));
      else
        found.push(
          ...lowering.model(declaration).session.diagnostics,
          ...checkExpectations(environment, declaration, module),
        );
    }
  }
  if (recursive.size === 0)
    for (const { diagnostics: more } of [
      ...lowering.recipes.map(lowering.recipe),
      ...lowering.pretrainings.map(lowering.pretraining),
    ])
      found.push(...more);
  for (const declaration of declarations)
    if (
      declaration.kind === 'settings' &&
      (declaration.keyword === 'search' || declaration.keyword === 'ensemble')
    )
      found.push(report('unsupported', { what: declaration.keyword }, { span: declaration.name.span }));
  return found;
};
