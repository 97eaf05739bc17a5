import { type Diagnostic, type Outcome, failure } from '@neurite/contract';
import { checkModule } from './check/check.js';
import { type Recollection, recollect } from './check/memory.js';
import type { Compilation, CompileOptions } from './compilation.js';
import { distinct, hasErrors } from './diagnostics/errors.js';
import { defaultLimits } from './limits.js';
import type { Environment } from './lower/session.js';
import { choose, createLowering } from './lowering.js';
import { loadModules } from './modules/load.js';
import type { Module } from './modules/module.js';
import { usePackages } from './plugins/use-packages.js';
import { checkOverrides } from './recipes/known-overrides.js';
import { readOverrides } from './recipes/overrides.js';

//  text ─ modules/ ─→ modules: trees and the names they declare; imports are read through the caller
//           │
//           ├─ plugins/ → catalog: the names of packages that the text uses, read through the caller too
//           │
//           ├─ check/ ──→ diagnostics: names, statements and recursion, whatever the arguments
//           │
//           └─ lower/ ──→ Graph: blocks instantiated, shapes/ solved, options/ bound, initializers chosen
//                 │
//                 └─ recipes/ ─→ Recipe, PretrainRecipe: data, losses, metrics and what trains which parameters
//                       │
//                       ├─ searches/ ─→ SearchPlan, EnsemblePlan: the recipe again under other settings
//                       │
//                       └─ lint/ ─→ warnings about what is sound and still looks wrong

/**
 * Compiles a text: checks all of it at once, and lowers what is asked for. Never throws at users, and does no input or output.
 *
 * @example
 * const compilation = compile('model Line { input x: [1]  output y = x -> dense(1) }', { source: 'line.nn', catalog });
 * const graph = compilation.graph();
 */
export const compile = (text: string, options: CompileOptions): Compilation => {
  const limits = { ...defaultLimits, ...options.limits };
  const { module, used } = loadModules(text, options.source, options.imports, limits, options.read);
  const { catalog, packages, diagnostics: unused } = usePackages(options.catalog, used, options.packages);
  // What was remembered was found out with other names.
  const { recall, observe } = recollection(options, module, used.length > 0);
  const uses = packages.map(({ package: name }) => name);
  const environment: Environment = { catalog, limits, observe, packages: uses };
  const found: Diagnostic[] = [...module.diagnostics, ...unused];
  const overrides = readOverrides({ diagnostics: found }, options.overrides ?? []);
  const lowering = createLowering(environment, module, overrides);
  found.push(...checkOverrides(lowering, module, catalog, overrides));
  found.push(...checkModule(environment, module, lowering, recall));
  const diagnostics = distinct(found);
  const ok = !hasErrors(diagnostics);
  const names = (declarations: readonly { readonly name: { readonly name: string } }[]) =>
    declarations.map(({ name }) => name.name);
  // What is wrong anywhere in the text is wrong with all of it: nothing is lowered from a text with errors.
  const sound = <T>(lower: () => Outcome<T>): Outcome<T> => {
    const outcome = ok ? lower() : failure(...diagnostics);
    return outcome.ok ? outcome : failure(...distinct(outcome.diagnostics));
  };
  return {
    tree: module.tree,
    catalog,
    packages: uses,
    diagnostics,
    ok,
    models: names(lowering.models),
    datasets: names(lowering.datasets),
    recipes: names(lowering.recipes),
    pretrainings: names(lowering.pretrainings),
    searches: names(lowering.searches),
    ensembles: names(lowering.ensembles),
    graph: (name, args) =>
      sound(() => {
        const chosen = choose(lowering.models, name, 'model');
        return 'declaration' in chosen ? lowering.model(chosen.declaration, args).graph : chosen;
      }),
    data: (name) =>
      sound(() => {
        const chosen = choose(lowering.datasets, name, 'data block');
        return 'declaration' in chosen ? lowering.data(chosen.declaration).outcome : chosen;
      }),
    recipe: (name) =>
      sound(() => {
        const chosen = choose(lowering.recipes, name, 'train block');
        return 'declaration' in chosen ? lowering.recipe(chosen.declaration).outcome : chosen;
      }),
    pretraining: (name) =>
      sound(() => {
        const chosen = choose(lowering.pretrainings, name, 'pretrain block');
        return 'declaration' in chosen ? lowering.pretraining(chosen.declaration).outcome : chosen;
      }),
    search: (name) =>
      sound(() => {
        const chosen = choose(lowering.searches, name, 'search block');
        return 'declaration' in chosen ? lowering.search(chosen.declaration).outcome : chosen;
      }),
    ensemble: (name) =>
      sound(() => {
        const chosen = choose(lowering.ensembles, name, 'ensemble block');
        return 'declaration' in chosen ? lowering.ensemble(chosen.declaration).outcome : chosen;
      }),
    trial: (name, point) =>
      sound(() => {
        const chosen = choose(lowering.searches, name, 'search block');
        return 'declaration' in chosen ? lowering.trial(chosen.declaration, point) : chosen;
      }),
  };
};

const recollection = (
  { memory, overrides = [], observe }: CompileOptions,
  module: Module,
  usesPackages: boolean,
): Partial<Recollection> =>
  memory === undefined || overrides.length > 0 || usesPackages
    ? { observe }
    : recollect(memory, module, observe);
