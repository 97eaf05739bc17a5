import { type Outcome, type PretrainRecipe, type Use, failure, success } from '@neurite/contract';
import type { Expression, SettingsDeclaration } from '@neurite/language';
import { report } from '../diagnostics.js';
import { hasErrors } from '../diagnostics/errors.js';
import { buildGraph } from '../lower/builder.js';
import { inputsOf } from '../lower/configure.js';
import { evaluate } from '../lower/expression.js';
import { chooseInitializers } from '../lower/initializers.js';
import { namedPorts } from '../lower/instantiate.js';
import { settleLoads } from '../lower/settle-loads.js';
import { type Environment, type Session, createSession } from '../lower/session.js';
import type { Module } from '../modules/module.js';
import { useOf } from '../options/bind.js';
import { frozen } from '../values/frozen.js';
import { type Frame, childScope } from '../values/scope.js';
import { optimizerOf } from './learning.js';
import { overrideSettings } from './overrides.js';
import { dataReference, modelReference } from './references.js';
import { augmentsOf } from './augments.js';
import { setScene } from './scene.js';
import { type SettingTable, type Settings, hasSetting, readSettings, settingValue } from './settings.js';
import { wholeSetting, wrongSetting } from './simple.js';
import { codesOf, epochsOf, stagesOf } from './stages.js';
import { inherited } from './train-settings.js';

export const pretrainSettings: SettingTable = {
  of: 'pretrain',
  once: ['model', 'data', 'codes', 'method', 'tied', 'epochs', 'optimizer', 'batch', 'seed'],
};

const defaults = { batch: 32, seed: 0, tied: false } as const;

/** A `pretrain` block, checked and lowered: one stage for each code. */
export const lowerPretraining = (
  environment: Environment,
  declaration: SettingsDeclaration,
  module: Module,
  overrides: ReadonlyMap<string, Expression>,
): { readonly session: Session; readonly recipe: Outcome<PretrainRecipe> } => {
  const session = createSession(environment, evaluate);
  const written = inherited(session, declaration, module);
  if (written === undefined) return { session, recipe: failure(...session.diagnostics) };
  const statements = overrideSettings(written, overrides, pretrainSettings.once);
  const settings = readSettings(session, statements, pretrainSettings);
  const recipe = assemble(session, declaration, module, settings, overrides);
  return {
    session,
    recipe:
      recipe === undefined || hasErrors(session.diagnostics)
        ? failure(...session.diagnostics)
        : success(frozen(recipe)),
  };
};

const examples = {
  model: 'model: Encoder',
  data: 'data: Fashion',
  codes: 'codes: [h1, h2]',
  method: 'method: autoencoder',
  epochs: 'epochs: 10',
  optimizer: 'optimizer: sgd(rate: 0.1)',
} as const;

const assemble = (
  session: Session,
  declaration: SettingsDeclaration,
  module: Module,
  settings: Settings,
  overrides: ReadonlyMap<string, Expression>,
): PretrainRecipe | undefined => {
  const frame: Frame = { scope: childScope(), module, path: '', segments: new Map() };
  for (const [name, example] of Object.entries(examples))
    if (!hasSetting(settings, name))
      session.diagnostics.push(
        report(
          'missing-setting',
          { name, of: `pretrain "${declaration.name.name}"`, example },
          { span: declaration.name.span },
        ),
      );
  const value = (name: keyof typeof examples): Expression | undefined => settingValue(settings, name);
  const model = value('model') && modelReference(session, value('model')!, module, overrides);
  const data = value('data') && dataReference(session, value('data')!, module, overrides);
  const method = value('method') && useOf(session, 'pretraining', value('method')!, frame);
  const optimizer = value('optimizer') && optimizerOf(session, value('optimizer')!, frame, overrides);
  const tied = tiedOf(session, settingValue(settings, 'tied'), method, frame);
  const batch = wholeSetting(session, settings, 'batch', frame, { minimum: 1 }, defaults.batch);
  const seed = wholeSetting(
    session,
    settings,
    'seed',
    frame,
    { minimum: 0, maximum: 2 ** 32 - 1 },
    defaults.seed,
  );
  if (model === undefined || data === undefined || value('codes') === undefined) return undefined;
  const set = setScene(session, model, data);
  if (set === undefined) return undefined;
  const codes = codesOf(session, value('codes')!, set.scene);
  const epochs = value('epochs') && epochsOf(session, value('epochs')!, codes?.length ?? 0, frame);
  if (codes === undefined || codes.length === 0) return undefined;
  const loads = settleLoads(session);
  const parameters = chooseInitializers(session.builder, session.catalog);
  const last = codes.at(-1)!;
  const { graph, numbers } = buildGraph(
    session.builder,
    {
      name: model.declaration.name.name,
      outputs: [{ name: last.name, value: last.id }],
      names: namedPorts(set.scene.instance.names),
      loads,
      keep: codes.map((code) => code.id),
      span: model.declaration.span,
    },
    parameters,
    { inputs: 'used' },
  );
  const stages = stagesOf(
    session,
    graph,
    codes.map((code) => ({ ...code, id: numbers.get(code.id)! })),
    set.scene,
    numbers,
    epochs ?? [],
    inputsOf(model.declaration).map((input) => input.name.name),
  );
  if (method === undefined || optimizer === undefined || epochs === undefined || stages === undefined)
    return undefined;
  const read = new Set(graph.inputs.map((port) => port.name));
  return {
    name: declaration.name.name,
    graph,
    data: {
      ...set.plan,
      fields: set.plan.fields.filter((field) => read.has(field.name)),
      ...(set.plan.augment === undefined ? {} : { augment: augmentsOf(session, set.plan, graph) }),
    },
    stages,
    method,
    tied,
    optimizer: optimizer.use,
    rate: optimizer.rate,
    batch,
    seed,
    span: declaration.span,
  };
};

const tiedOf = (
  session: Session,
  expression: Expression | undefined,
  method: Use | undefined,
  frame: Frame,
): boolean => {
  const mustBe = method !== undefined && session.catalog.get('pretraining', method.name)?.tied === true;
  if (expression === undefined) return mustBe || defaults.tied;
  const value = session.evaluate(expression, frame);
  if (value.kind === 'boolean') {
    if (mustBe && !value.value)
      session.diagnostics.push(report('tied-needed', { method: method.name }, { span: expression.span }));
    return value.value;
  }
  if (value.kind !== 'unknown') wrongSetting(session, 'tied', 'true or false', expression);
  return defaults.tied;
};
