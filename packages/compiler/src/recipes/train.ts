import {
  type GraphPort,
  type Outcome,
  type PretrainRecipe,
  type Recipe,
  type Use,
  failure,
  success,
} from '@neurite/contract';
import type { Expression, SettingsDeclaration } from '@neurite/language';
import { report } from '../diagnostics.js';
import { hasErrors } from '../diagnostics/errors.js';
import { buildGraph } from '../lower/builder.js';
import { evaluate } from '../lower/expression.js';
import { chooseInitializers } from '../lower/initializers.js';
import { namedPorts } from '../lower/instantiate.js';
import { type Environment, type Session, createSession } from '../lower/session.js';
import type { Module } from '../modules/module.js';
import { useOf } from '../options/bind.js';
import { frozen } from '../values/frozen.js';
import { type Frame, childScope } from '../values/scope.js';
import { checkEntries } from './entries.js';
import { healthOf } from './health.js';
import { lossTerms } from './losses.js';
import { metricTerms } from './metrics.js';
import { keepRule, stopRule } from './monitors.js';
import { overrideCall, overrideSettings } from './overrides.js';
import { frozenPaths, onParameters, rateFactors } from './parameter-rules.js';
import { dataReference, modelReference } from './references.js';
import { augmentsOf } from './augments.js';
import { setScene } from './scene.js';
import { type Settings, hasSetting, readSettings, settingValue } from './settings.js';
import { wholeSetting, wrongSetting } from './simple.js';
import { inherited, trainSettings } from './train-settings.js';

/** What a recipe has where its block says nothing. */
const defaults = { batch: 32, seed: 0 } as const;

/** A `pretrain` block by name, lowered; reports where there is none. */
export type FindPretraining = (session: Session, expression: Expression) => PretrainRecipe | undefined;

/** A `train` block, checked and lowered. */
export const lowerRecipe = (
  environment: Environment,
  declaration: SettingsDeclaration,
  module: Module,
  overrides: ReadonlyMap<string, Expression>,
  findPretraining: FindPretraining,
): { readonly session: Session; readonly recipe: Outcome<Recipe> } => {
  const session = createSession(environment, evaluate);
  const written = inherited(session, declaration, module);
  if (written === undefined) return { session, recipe: failure(...session.diagnostics) };
  const statements = overrideSettings(written, overrides, trainSettings.once);
  const settings = readSettings(session, statements, trainSettings);
  const recipe = assemble(session, declaration, module, settings, overrides, findPretraining);
  const diagnostics = session.diagnostics;
  return {
    session,
    recipe:
      recipe === undefined || hasErrors(diagnostics) ? failure(...diagnostics) : success(frozen(recipe)),
  };
};

const assemble = (
  session: Session,
  declaration: SettingsDeclaration,
  module: Module,
  settings: Settings,
  overrides: ReadonlyMap<string, Expression>,
  findPretraining: FindPretraining,
): Recipe | undefined => {
  const frame: Frame = { scope: childScope(), module, path: '', segments: new Map() };
  const need = (name: string, example: string): Expression | undefined => {
    const value = settingValue(settings, name);
    if (value === undefined && !hasSetting(settings, name))
      session.diagnostics.push(
        report(
          'missing-setting',
          { name, of: `train "${declaration.name.name}"`, example },
          { span: declaration.name.span },
        ),
      );
    return value;
  };
  const modelSetting = need('model', 'model: Digits');
  const dataSetting = need('data', 'data: Fashion');
  if (!settings.byKey.has('loss')) need('loss', 'loss: cross_entropy');
  const model = modelSetting && modelReference(session, modelSetting, module, overrides);
  const data = dataSetting && dataReference(session, dataSetting, module, overrides);
  const optimizerSetting = need('optimizer', 'optimizer: adam(rate: 1e-3)');
  const optimizer = optimizerSetting && optimizerOf(session, optimizerSetting, frame, overrides);
  const schedules = schedulesOf(session, settingValue(settings, 'schedule'), frame);
  const clip = clipOf(session, settingValue(settings, 'clip'), frame);
  const numbers = numbersOf(session, declaration, settings, frame);
  const startSetting = settingValue(settings, 'start');
  const start = startSetting && findPretraining(session, startSetting);
  const set = model && data && setScene(session, model, data);
  if (model === undefined || set === undefined) {
    checkEntries(session, settings, new Set(module.names.keys()));
    return undefined;
  }
  const { scene, plan } = set;
  const loss = settings.byKey.get('loss')?.[0];
  const inside: Frame = { ...scene.frame, module };
  const losses = loss === undefined ? [] : lossTerms(session, loss, scene, inside, scene.ambiguous);
  const metrics = metricTerms(session, settingValue(settings, 'metrics'), scene, inside, scene.ambiguous);
  const watched = {
    losses,
    metrics,
    data: { name: plan.name, hasValidation: plan.validation !== undefined },
  };
  const stop = stopRule(session, settingValue(settings, 'stop'), watched, frame);
  const keep = keepRule(session, settingValue(settings, 'keep'), watched);
  const parameters = chooseInitializers(session.builder, session.catalog);
  const name = model.declaration.name.name;
  const parts = {
    name,
    outputs: scene.instance.outputs!,
    names: namedPorts(scene.instance.names),
    span: model.declaration.span,
  };
  const keepValues = [
    ...losses.map((term) => term.value),
    ...metrics.flatMap((term) => Object.values(term.inputs)),
  ];
  const { graph: predicting } = buildGraph(session.builder, parts, parameters, { inputs: 'used' });
  const { graph, numbers: renumbered } = buildGraph(
    session.builder,
    { ...parts, keep: keepValues },
    parameters,
    { inputs: 'used' },
  );
  const trainable = graph.parameters
    .filter((parameter) => parameter.role === 'parameter')
    .map((parameter) => parameter.path);
  const regularizers = onParameters(session, settings, 'regularize', trainable, frame);
  const constraints = onParameters(session, settings, 'constrain', trainable, frame);
  const health = healthOf(session, settings, graph, frame);
  // Statistics as well: a frozen layer does not move them, be it one without parameters.
  const all = graph.parameters.map((parameter) => parameter.path);
  const frozenNames = frozenPaths(session, settings, all, frame);
  if (optimizer === undefined || numbers === undefined) return undefined;
  const rates = rateFactors(session, settings.groups, trainable, optimizer.rate, frame);
  const read = readFields([...graph.inputs]);
  return {
    name: declaration.name.name,
    model: predicting,
    graph,
    data: {
      ...plan,
      fields: plan.fields.filter((field) => read.has(field.name)),
      ...(plan.augment === undefined ? {} : { augment: augmentsOf(session, plan, graph) }),
    },
    losses: losses.map((term) => ({ ...term, value: renumbered.get(term.value)! })),
    metrics: metrics.map((term) => ({
      ...term,
      inputs: Object.fromEntries(
        Object.entries(term.inputs).map(([input, value]) => [input, renumbered.get(value)!]),
      ),
    })),
    optimizer: optimizer.use,
    rate: optimizer.rate,
    schedules,
    regularizers,
    constraints,
    rates,
    frozen: frozenNames,
    ...(clip === undefined ? {} : { clip }),
    ...numbers,
    health,
    ...(stop === undefined ? {} : { stop }),
    ...(keep === undefined ? {} : { keep }),
    ...(start === undefined ? {} : { start }),
    span: declaration.span,
  };
};

const readFields = (inputs: readonly GraphPort[]): ReadonlySet<string> =>
  new Set(inputs.map((port) => port.name));

/** The optimizer and its rate. */
export const optimizerOf = (
  session: Session,
  expression: Expression,
  frame: Frame,
  overrides: ReadonlyMap<string, Expression>,
): { readonly use: Use; readonly rate: number } | undefined => {
  const callee = expression.kind === 'call' ? expression.callee : expression;
  const definition = callee.kind === 'identifier' ? session.catalog.get('optimizer', callee.name) : undefined;
  const order = Object.keys(definition?.options ?? {});
  const use = useOf(session, 'optimizer', overrideCall(expression, 'optimizer', overrides, order), frame);
  if (use === undefined) return undefined;
  const { rate } = use.options;
  if (typeof rate === 'number') return { use, rate };
  session.diagnostics.push(report('rate-missing', { optimizer: use.name }, { span: expression.span }));
  return undefined;
};

/** `warmup(500 steps) then cosine`: one schedule after the other. */
const schedulesOf = (session: Session, expression: Expression | undefined, frame: Frame): readonly Use[] => {
  if (expression === undefined) return [];
  if (expression.kind === 'then')
    return [
      ...schedulesOf(session, expression.first, frame),
      ...schedulesOf(session, expression.second, frame),
    ];
  const use = useOf(session, 'schedule', expression, frame);
  return use === undefined ? [] : [use];
};

/** `clip: global_norm(1.0)` or `clip: value(0.5)`. */
const clipOf = (session: Session, expression: Expression | undefined, frame: Frame): Recipe['clip'] => {
  if (expression === undefined || expression.kind === 'missing') return undefined;
  const kind =
    expression.kind === 'call' && expression.callee.kind === 'identifier'
      ? expression.callee.name
      : undefined;
  const [argument, more] = expression.kind === 'call' ? expression.arguments : [];
  if ((kind !== 'global_norm' && kind !== 'value') || argument === undefined || more !== undefined) {
    wrongSetting(session, 'clip', 'global_norm(1.0) or value(0.5)', expression);
    return undefined;
  }
  const value = session.evaluate(argument.value, frame);
  if (value.kind === 'number' && typeof value.value === 'number' && value.value > 0)
    return { kind, limit: value.value };
  if (value.kind !== 'unknown') wrongSetting(session, 'clip', 'a number above 0', argument.value);
  return undefined;
};

const numbersOf = (session: Session, declaration: SettingsDeclaration, settings: Settings, frame: Frame) => {
  const steps = wholeSetting(session, settings, 'steps', frame, { minimum: 1, unit: 'steps' }, undefined);
  // With a number of steps and none of epochs, the steps alone end the run.
  const epochs = wholeSetting(
    session,
    settings,
    'epochs',
    frame,
    { minimum: 1, unit: 'epochs' },
    steps === undefined ? undefined : Number.MAX_SAFE_INTEGER,
  );
  const batch = wholeSetting(session, settings, 'batch', frame, { minimum: 1 }, defaults.batch);
  const seed = wholeSetting(
    session,
    settings,
    'seed',
    frame,
    { minimum: 0, maximum: 2 ** 32 - 1 },
    defaults.seed,
  );
  if (epochs === undefined) {
    if (!hasSetting(settings, 'epochs') && !hasSetting(settings, 'steps'))
      session.diagnostics.push(
        report(
          'missing-setting',
          { name: 'epochs', of: `train "${declaration.name.name}"`, example: 'epochs: 10' },
          { span: declaration.name.span },
        ),
      );
    return undefined;
  }
  return { batch, epochs, ...(steps === undefined ? {} : { steps }), seed };
};
