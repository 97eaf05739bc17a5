import type {
  Catalog,
  DataPlan,
  Diagnostic,
  EnsemblePlan,
  Graph,
  Outcome,
  Point,
  PretrainRecipe,
  Recipe,
  SearchPlan,
} from '@neurite/contract';
import type { Module, Reader } from '@neurite/language';
import type { Memory } from './check/memory.js';
import type { Limits } from './limits.js';
import type { Observe } from './lower/observe.js';
import type { ReadImport } from './modules/load.js';
import type { ReadPackage } from './plugins/use-packages.js';
import type { Override } from './recipes/overrides.js';

export interface CompileOptions {
  /** The name of the text in messages: a path relative to the project, or `<text>`. */
  readonly source: string;
  /** Where names of plugins are looked up. */
  readonly catalog: Catalog;
  /** Settings from outside, typed and checked as if they stood in the file: `--set model.drop=0.5`. */
  readonly overrides?: readonly Override[];
  /** Reads a file that another one imports. Without it nothing can be imported. */
  readonly imports?: ReadImport;
  /** Reads the catalog file of a package that a text uses. Without it no package can be used. */
  readonly packages?: ReadPackage;
  readonly limits?: Partial<Limits>;
  /** Told of the values that are found while the text is checked. */
  readonly observe?: Observe;
  /** Reads texts instead of `parse`: a reader that remembers what has not changed. */
  readonly read?: Reader;
  /** What is known from compiling before. Where something is set from outside it is not used. */
  readonly memory?: Memory;
}

/** Arguments of a model, by parameter: numbers, truth values and texts; a layer as the text that it is written as. */
export type Arguments = Readonly<Record<string, number | boolean | string>>;

/** A text, checked; its models and recipes are lowered when they are asked for. */
export interface Compilation {
  readonly tree: Module;
  /** The catalog with the names of the packages that are used; the functions of those throw until a run has imported them. */
  readonly catalog: Catalog;
  /** The packages that are used. */
  readonly packages: readonly string[];
  /** All that is wrong, and what looks wrong, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether there is no error. */
  readonly ok: boolean;
  readonly models: readonly string[];
  readonly datasets: readonly string[];
  readonly recipes: readonly string[];
  readonly pretrainings: readonly string[];
  readonly searches: readonly string[];
  readonly ensembles: readonly string[];
  /** The Graph of a model, the only one where no name is given, at its default arguments except for those that are given. */
  graph(model?: string, args?: Arguments): Outcome<Graph>;
  /** The plan of a data block, the only one where no name is given, at its default arguments except for those set from outside. */
  data(name?: string): Outcome<DataPlan>;
  recipe(name?: string): Outcome<Recipe>;
  pretraining(name?: string): Outcome<PretrainRecipe>;
  search(name?: string): Outcome<SearchPlan>;
  ensemble(name?: string): Outcome<EnsemblePlan>;
  /** The recipe of a search, with a text for each setting that it searches. */
  trial(search: string, point: Point): Outcome<Recipe>;
}
