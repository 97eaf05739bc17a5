import type { Catalog, Diagnostic } from '@neurite/contract';
import type { Expression } from '@neurite/language';
import type { Lowering } from '../lowering.js';
import type { Module } from '../modules/module.js';
import { ensembleOverrides, searchOverrides } from '../searches/settings.js';
import { reportUnknownOverrides } from './overrides.js';
import { trainSettings } from './train-settings.js';

/** Reports overrides whose key nothing of the text has. */
export const checkOverrides = (
  lowering: Lowering,
  module: Module,
  catalog: Catalog,
  overrides: ReadonlyMap<string, Expression>,
): readonly Diagnostic[] => {
  if (overrides.size === 0) return [];
  const diagnostics: Diagnostic[] = [];
  const optimizers = catalog
    .names('optimizer')
    .flatMap((name) => Object.keys(catalog.get('optimizer', name)!.options));
  const parameters = (kind: 'model' | 'data'): readonly string[] =>
    [...module.names.values()].flatMap(({ declaration }) =>
      declaration.kind === kind
        ? declaration.parameters.map((parameter) => `${kind}.${parameter.name.name}`)
        : [],
    );
  const settings = lowering.recipes.length + lowering.pretrainings.length === 0 ? [] : trainSettings.once;
  const known = [
    ...parameters('model'),
    ...parameters('data'),
    ...new Set(optimizers.map((name) => `optimizer.${name}`)),
    ...settings,
    ...(lowering.searches.length === 0 ? [] : searchOverrides),
    ...(lowering.ensembles.length === 0 ? [] : ensembleOverrides),
  ];
  reportUnknownOverrides({ diagnostics }, overrides, known);
  return diagnostics;
};
