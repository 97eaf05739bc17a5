import {
  type DataPlan,
  type Diagnostic,
  type EnsemblePlan,
  type Outcome,
  type Point,
  type PretrainRecipe,
  type Recipe,
  type SearchPlan,
  failure,
  success,
} from '@neurite/contract';
import {
  type DataDeclaration,
  type Expression,
  type ModelDeclaration,
  type SettingsDeclaration,
  nearest,
  parseExpression,
} from '@neurite/language';
import type { Arguments } from './compilation.js';
import { report } from './diagnostics.js';
import { hasErrors } from './diagnostics/errors.js';
import { type LoweredModel, lowerModel } from './lower/graph.js';
import { evaluate } from './lower/expression.js';
import { type Environment, createSession } from './lower/session.js';
import { type Declaration, type Module, ownDeclarations } from './modules/module.js';
import type { Given } from './options/given.js';
import { dataReference } from './recipes/references.js';
import { lowerPretraining } from './recipes/pretrain.js';
import type { FindPretraining } from './recipes/start.js';
import { lowerRecipe } from './recipes/train.js';
import { planEnsemble } from './searches/ensemble.js';
import { frozen } from './values/frozen.js';
import { expressionOf, type Try } from './searches/probe.js';
import { recipeOf } from './searches/reference.js';
import { planSearch } from './searches/search.js';

/** What came out, and all that was found on the way, warnings included. */
export interface Lowered<T> {
  readonly outcome: Outcome<T>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Lowers what a module declares; each declaration once, as all of it is frozen. */
export interface Lowering {
  readonly models: readonly ModelDeclaration[];
  readonly datasets: readonly DataDeclaration[];
  readonly recipes: readonly SettingsDeclaration[];
  readonly pretrainings: readonly SettingsDeclaration[];
  readonly searches: readonly SettingsDeclaration[];
  readonly ensembles: readonly SettingsDeclaration[];
  /** Whether anything is set from outside. */
  readonly isSet: boolean;
  model(declaration: ModelDeclaration, args?: Arguments): LoweredModel;
  /** Whether a parameter of the model is set from outside. */
  isOverridden(declaration: ModelDeclaration): boolean;
  data(declaration: DataDeclaration): Lowered<DataPlan>;
  recipe(declaration: SettingsDeclaration): Lowered<Recipe>;
  pretraining(declaration: SettingsDeclaration): Lowered<PretrainRecipe>;
  search(declaration: SettingsDeclaration): Lowered<SearchPlan>;
  ensemble(declaration: SettingsDeclaration): Lowered<EnsemblePlan>;
  /** The recipe of a search with its settings changed. */
  trial(declaration: SettingsDeclaration, point: Point): Outcome<Recipe>;
}

export const createLowering = (
  environment: Environment,
  module: Module,
  overrides: ReadonlyMap<string, Expression>,
): Lowering => {
  const declarations = ownDeclarations(module);
  const ofKeyword = (keyword: SettingsDeclaration['keyword']): readonly SettingsDeclaration[] =>
    declarations.filter(
      (declaration): declaration is SettingsDeclaration =>
        declaration.kind === 'settings' && declaration.keyword === keyword,
    );
  const pretraining = remembered((declaration: SettingsDeclaration): Lowered<PretrainRecipe> => {
    const { session, recipe } = lowerPretraining(environment, declaration, module, overrides);
    return { outcome: recipe, diagnostics: session.diagnostics };
  });
  const defaultModel = remembered((declaration: ModelDeclaration) =>
    lowerModel(environment, declaration, module, overridden(declaration, overrides)),
  );
  const findPretraining =
    (changes: ReadonlyMap<string, Expression>): FindPretraining =>
    (session, expression) => {
      // Model and data of a run and of what it starts from are the same; how long and how fast each learns is not.
      const shared = new Map(
        [...changes].filter(([key]) => key.startsWith('model.') || key.startsWith('data.')),
      );
      const name = expression.kind === 'identifier' ? expression.name : undefined;
      const found = name === undefined ? undefined : module.names.get(name);
      if (found?.declaration.kind === 'settings' && found.declaration.keyword === 'pretrain') {
        const { recipe } = lowerPretraining(environment, found.declaration, found.module, shared);
        // Its own mistakes are reported where it is declared.
        return recipe.ok ? recipe.value : undefined;
      }
      const names = ofKeyword('pretrain').map((declaration) => declaration.name.name);
      session.diagnostics.push(
        report(
          'unknown-reference',
          { what: 'pretrain', name: name ?? 'this', suggestion: nearest(name ?? '', names) },
          { span: expression.span },
        ),
      );
      return undefined;
    };
  const recipe = remembered((declaration: SettingsDeclaration, home: Module = module): Lowered<Recipe> => {
    const { session, recipe: outcome } = lowerRecipe(
      environment,
      declaration,
      home,
      overrides,
      findPretraining(overrides),
    );
    return { outcome, diagnostics: session.diagnostics };
  });
  /** A recipe under other settings. Nobody watches what is only tried. */
  const changed =
    (declaration: SettingsDeclaration, home: Module) =>
    (changes: ReadonlyMap<string, Expression>): Lowered<Recipe> => {
      const { catalog, limits } = environment;
      const all = new Map([...overrides, ...changes]);
      const { session, recipe: outcome } = lowerRecipe(
        { catalog, limits },
        declaration,
        home,
        all,
        findPretraining(all),
      );
      return { outcome, diagnostics: session.diagnostics };
    };
  const search = remembered((declaration: SettingsDeclaration): Lowered<SearchPlan> => {
    const { session, plan } = planSearch(environment, declaration, module, {
      lower: (found) => recipe(found.declaration, found.module).outcome,
      attempt:
        (found, home): Try =>
        (changes) =>
          changed(found, home)(changes).diagnostics,
      overrides,
    });
    return { outcome: plan, diagnostics: session.diagnostics };
  });
  return {
    models: declarations.filter(
      (declaration): declaration is ModelDeclaration =>
        declaration.kind === 'model' && declaration.keyword === 'model',
    ),
    datasets: declarations.filter(
      (declaration): declaration is DataDeclaration => declaration.kind === 'data',
    ),
    recipes: ofKeyword('train'),
    pretrainings: ofKeyword('pretrain'),
    searches: ofKeyword('search'),
    ensembles: ofKeyword('ensemble'),
    isSet: overrides.size > 0,
    model: (declaration, args) => {
      if (args === undefined) return defaultModel(declaration);
      const set = overridden(declaration, overrides).filter(({ name }) => !Object.hasOwn(args, name!.name));
      return lowerModel(environment, declaration, module, [...set, ...argumentsOf(declaration, args)]);
    },
    isOverridden: (declaration) => overridden(declaration, overrides).length > 0,
    data: remembered((declaration: DataDeclaration): Lowered<DataPlan> => {
      const session = createSession(environment, evaluate);
      const planned = dataReference(session, declaration.name, module, overrides);
      const outcome =
        planned === undefined || hasErrors(session.diagnostics)
          ? failure(...session.diagnostics)
          : success(frozen(planned.plan));
      return { outcome, diagnostics: session.diagnostics };
    }),
    recipe,
    pretraining,
    search,
    ensemble: remembered((declaration: SettingsDeclaration): Lowered<EnsemblePlan> => {
      const { session, plan } = planEnsemble(
        environment,
        declaration,
        module,
        overrides,
        (found) => recipe(found.declaration, found.module).outcome,
      );
      return { outcome: plan, diagnostics: session.diagnostics };
    }),
    trial: (declaration, point) => {
      const { outcome } = search(declaration);
      if (!outcome.ok) return outcome;
      const found = recipeOf(declaration, module)!;
      const changes = new Map(
        outcome.value.settings.map(({ target, span }) => [target, expressionOf(point[target]!, span!)]),
      );
      return changed(found.declaration, found.module)(changes).outcome;
    },
  };
};

const remembered = <D extends object, A extends readonly unknown[], T>(
  lower: (declaration: D, ...more: A) => T,
): ((declaration: D, ...more: A) => T) => {
  const known = new Map<D, T>();
  return (declaration, ...more) => {
    const before = known.get(declaration);
    if (before !== undefined) return before;
    const lowered = lower(declaration, ...more);
    known.set(declaration, lowered);
    return lowered;
  };
};

const named = (declaration: ModelDeclaration, name: string, expression: Expression): Given => ({
  name: { kind: 'identifier', name, span: declaration.name.span },
  expression,
  span: declaration.name.span,
});

/** Overrides that mean parameters of this model; others may be for another model. */
const overridden = (
  declaration: ModelDeclaration,
  overrides: ReadonlyMap<string, Expression>,
): readonly Given[] =>
  declaration.parameters.flatMap((parameter) => {
    const expression = overrides.get(`model.${parameter.name.name}`);
    return expression === undefined ? [] : [named(declaration, parameter.name.name, expression)];
  });

const argumentsOf = (declaration: ModelDeclaration, args: Arguments): readonly Given[] =>
  Object.entries(args).map(([name, value]) => {
    const type = declaration.parameters.find((parameter) => parameter.name.name === name)?.type?.name;
    // A layer is given as it is written in the text: `relu`, `leaky_relu(slope: 0.1)`.
    const text = typeof value === 'string' && type !== 'layer' ? JSON.stringify(value) : String(value);
    return named(declaration, name, parseExpression(text).value);
  });

/** The declaration of a name, or the only one; otherwise why it is not clear which is meant. */
export const choose = <D extends Declaration>(
  declarations: readonly D[],
  name: string | undefined,
  what: string,
): { readonly declaration: D } | Outcome<never> => {
  const names = declarations.map((declaration) => declaration.name.name);
  if (name !== undefined) {
    const found = declarations.find((declaration) => declaration.name.name === name);
    return found === undefined
      ? failure(report('unknown-reference', { what, name, suggestion: nearest(name, names) }))
      : { declaration: found };
  }
  if (declarations.length === 1) return { declaration: declarations[0]! };
  return failure(
    declarations.length === 0
      ? report('no-declaration', { what })
      : report('choose-declaration', { what, names }),
  );
};
