import type { Diagnostic } from '@neurite/contract';
import type { ModelDeclaration, SettingsDeclaration } from '@neurite/language';
import { lowerModel } from '../lower/graph.js';
import type { Environment } from '../lower/session.js';
import type { Lowering } from '../lowering.js';
import { type Declaration, type Module, ownDeclarations } from '../modules/module.js';
import { report } from '../diagnostics.js';
import { nearSymbols } from '../lint/near-symbol.js';
import { lintRecipe } from '../lint/recipe.js';
import { checkExpectations } from './expectations.js';
import type { Recall } from './memory.js';
import { checkFunctionNames, checkModelNames, type NamesReport } from './names.js';
import { checkBlock, checkData, checkFunction } from './partial.js';
import { checkRecursion } from './recursion.js';
import { checkDataTypes, checkFunctionTypes, checkStructure } from './structure.js';
import { checkUnused } from './unused.js';

const checkRecipes = (
  { catalog }: Environment,
  lowering: Lowering,
  recall: Recall,
): readonly Diagnostic[] => [
  ...lowering.recipes.flatMap((declaration) =>
    recall(declaration, () => {
      const { outcome, diagnostics } = lowering.recipe(declaration);
      return [...diagnostics, ...(outcome.ok ? lintRecipe(outcome.value, catalog) : [])];
    }),
  ),
  ...lowering.pretrainings.flatMap((declaration) =>
    recall(declaration, () => lowering.pretraining(declaration).diagnostics),
  ),
  // What is set for a training may leave a search nothing to do: then it is checked when it is asked for.
  ...(lowering.isSet ? [] : checkSearches(lowering, recall)),
];

const checkSearches = (lowering: Lowering, recall: Recall): readonly Diagnostic[] => [
  ...lowering.searches.flatMap((declaration) =>
    recall(declaration, () => lowering.search(declaration).diagnostics),
  ),
  ...lowering.ensembles.flatMap((declaration) =>
    recall(declaration, () => lowering.ensemble(declaration).diagnostics),
  ),
];

const checkModel = (
  environment: Environment,
  declaration: ModelDeclaration,
  module: Module,
  lowering: Lowering,
): readonly Diagnostic[] => {
  const lowered = lowering.model(declaration);
  const { diagnostics } = lowered.session;
  // What is expected holds at the default arguments, whatever is set from outside.
  const byDefault = lowering.isOverridden(declaration)
    ? lowerModel(environment, declaration, module)
    : lowered;
  return [...diagnostics, ...checkExpectations(environment, declaration, module, byDefault)];
};

const checkDeclaration = (
  environment: Environment,
  declaration: Exclude<Declaration, SettingsDeclaration>,
  module: Module,
  lowering: Lowering,
): readonly Diagnostic[] => {
  if (declaration.kind === 'function') return checkFunction(environment, declaration, module);
  if (declaration.kind === 'data') return checkData(environment, declaration, module);
  const isComplete =
    declaration.keyword === 'model' &&
    declaration.parameters.every((parameter) => parameter.value !== undefined);
  return isComplete
    ? checkModel(environment, declaration, module, lowering)
    : checkBlock(environment, declaration, module);
};

/** All diagnostics of a module's own declarations; those of imported ones are reported with their own text. */
export const checkModule = (
  environment: Environment,
  module: Module,
  lowering: Lowering,
  recall: Recall = (_declaration, check) => check(),
): readonly Diagnostic[] => {
  const declarations = ownDeclarations(module);
  const found: Diagnostic[] = [];
  // Half a declaration is an item, too: its own mistakes have been said.
  if (module.tree.items.length === 0) found.push(report('nothing-declared', {}, { span: module.tree.span }));
  const reports: (readonly [name: string, report: NamesReport])[] = [];
  for (const declaration of declarations) {
    if (declaration.kind === 'model') {
      found.push(...checkStructure(declaration));
      reports.push([declaration.name.name, checkModelNames(environment.catalog, module, declaration)]);
    } else if (declaration.kind === 'function') {
      found.push(...checkFunctionTypes(declaration));
      reports.push([declaration.name.name, checkFunctionNames(environment.catalog, module, declaration)]);
    } else if (declaration.kind === 'data') found.push(...checkDataTypes(declaration));
  }
  for (const [, { diagnostics }] of reports) found.push(...diagnostics);
  found.push(
    ...checkUnused(
      module,
      reports.map(([, report]) => report),
    ),
  );
  for (const [, { defined }] of reports) found.push(...nearSymbols(defined));
  // A name that is defined twice speaks of what both speak of: the second must not hide a circle of the first.
  const mentions = new Map<string, Set<string>>();
  for (const [name, { mentioned }] of reports)
    mentions.set(name, new Set([...(mentions.get(name) ?? []), ...mentioned]));
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
    if (declaration.kind === 'settings' || reaches(name)) continue;
    found.push(...recall(declaration, () => checkDeclaration(environment, declaration, module, lowering)));
  }
  if (recursive.size === 0) found.push(...checkRecipes(environment, lowering, recall));
  return found;
};
