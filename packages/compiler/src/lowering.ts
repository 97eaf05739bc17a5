import { type Diagnostic, type Outcome, type PretrainRecipe, type Recipe, failure } from '@neurite/contract';
import {
  type Expression,
  type ModelDeclaration,
  type SettingsDeclaration,
  nearest,
  parseExpression,
} from '@neurite/language';
import type { Arguments } from './compilation.js';
import { report } from './diagnostics.js';
import { type LoweredModel, lowerModel } from './lower/graph.js';
import type { Environment } from './lower/session.js';
import { type Declaration, type Module, ownDeclarations } from './modules/module.js';
import type { Given } from './options/given.js';
import { lowerPretraining } from './recipes/pretrain.js';
import { type FindPretraining, lowerRecipe } from './recipes/train.js';

/** What came out, and all that was found on the way, warnings included. */
export interface Lowered<T> {
  readonly outcome: Outcome<T>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Lowers what a module declares; each declaration once, as all of it is frozen. */
export interface Lowering {
  readonly models: readonly ModelDeclaration[];
  readonly recipes: readonly SettingsDeclaration[];
  readonly pretrainings: readonly SettingsDeclaration[];
  model(declaration: ModelDeclaration, args?: Arguments): LoweredModel;
  /** Whether a parameter of the model is set from outside. */
  isOverridden(declaration: ModelDeclaration): boolean;
  recipe(declaration: SettingsDeclaration): Lowered<Recipe>;
  pretraining(declaration: SettingsDeclaration): Lowered<PretrainRecipe>;
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
  // Model and data of a run and of what it starts from are the same; how long and how fast each learns is not.
  const shared = new Map(
    [...overrides].filter(([key]) => key.startsWith('model.') || key.startsWith('data.')),
  );
  const findPretraining: FindPretraining = (session, expression) => {
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
  return {
    models: declarations.filter(
      (declaration): declaration is ModelDeclaration =>
        declaration.kind === 'model' && declaration.keyword === 'model',
    ),
    recipes: ofKeyword('train'),
    pretrainings: ofKeyword('pretrain'),
    model: (declaration, args) => {
      if (args === undefined) return defaultModel(declaration);
      const set = overridden(declaration, overrides).filter(({ name }) => !Object.hasOwn(args, name!.name));
      return lowerModel(environment, declaration, module, [...set, ...argumentsOf(declaration, args)]);
    },
    isOverridden: (declaration) => overridden(declaration, overrides).length > 0,
    recipe: remembered((declaration: SettingsDeclaration): Lowered<Recipe> => {
      const { session, recipe } = lowerRecipe(environment, declaration, module, overrides, findPretraining);
      return { outcome: recipe, diagnostics: session.diagnostics };
    }),
    pretraining,
  };
};

const remembered = <D extends object, T>(lower: (declaration: D) => T): ((declaration: D) => T) => {
  const known = new Map<D, T>();
  return (declaration) => {
    const before = known.get(declaration);
    if (before !== undefined) return before;
    const lowered = lower(declaration);
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
