import {
  type Duration,
  type GraphPort,
  type Outcome,
  type Recipe,
  failure,
  frozenByLoads,
  success,
} from '@neurite/contract';
import type { Expression, SettingsDeclaration, SettingStatement } from '@neurite/language';
import { hasErrors } from '../diagnostics/errors.js';
import { buildGraph } from '../lower/builder.js';
import { evaluate } from '../lower/expression.js';
import { chooseInitializers } from '../lower/initializers.js';
import { namedPorts } from '../lower/instantiate.js';
import { settleLoads } from '../lower/settle-loads.js';
import { type Environment, type Session, createSession } from '../lower/session.js';
import type { Module } from '../modules/module.js';
import { frozen } from '../values/frozen.js';
import { type Frame, childScope } from '../values/scope.js';
import { rulesOf, timeOf } from './durations.js';
import { augmentsOf } from './augments.js';
import { averageOf } from './average.js';
import { checkEntries } from './entries.js';
import { healthOf } from './health.js';
import { checkUntouched, joinPhases } from './join-phases.js';
import {
  type Learner,
  completeLearning,
  draftLearning,
  lossesOf,
  needSetting,
  trainableOf,
} from './learning.js';
import { metricTerms } from './metrics.js';
import { checkSchedules, lossNames } from './monitors.js';
import { overrideSettings } from './overrides.js';
import { frozenPaths } from './parameter-rules.js';
import { phasesOf } from './phases.js';
import { dataReference, modelReference } from './references.js';
import { setScene } from './scene.js';
import { type Settings, readSettings, settingValue } from './settings.js';
import { wholeSetting } from './simple.js';
import { type FindPretraining, startOf } from './start.js';
import { inherited, trainSettings } from './train-settings.js';
import { updateOf } from './updates.js';

/** What a recipe has where its block says nothing. */
const defaults = { batch: 32, seed: 0 } as const;

/** A `train` block, checked and lowered. */
export const lowerRecipe = (
  environment: Environment,
  declaration: SettingsDeclaration,
  module: Module,
  overrides: ReadonlyMap<string, Expression>,
  findPretraining: FindPretraining,
): { readonly session: Session; readonly recipe: Outcome<Recipe> } => {
  const { packages = [] } = environment;
  const session = createSession(environment, evaluate);
  const written = inherited(session, declaration, module);
  if (written === undefined) return { session, recipe: failure(...session.diagnostics) };
  const statements = overrideSettings(written, overrides, trainSettings.once);
  const settings = readSettings(session, statements, trainSettings);
  const block = { declaration, module, statements, settings, overrides };
  const recipe = assemble(session, block, findPretraining);
  const diagnostics = session.diagnostics;
  return {
    session,
    recipe:
      recipe === undefined || hasErrors(diagnostics)
        ? failure(...diagnostics)
        : success(frozen({ ...recipe, ...(packages.length > 0 && { packages }) })),
  };
};

/** A `train` block as it is written, with what it takes from others. */
interface Written {
  readonly declaration: SettingsDeclaration;
  readonly module: Module;
  readonly statements: readonly SettingStatement[];
  readonly settings: Settings;
  readonly overrides: ReadonlyMap<string, Expression>;
}

const assemble = (
  session: Session,
  { declaration, module, statements, settings, overrides }: Written,
  findPretraining: FindPretraining,
): Recipe | undefined => {
  const frame: Frame = { scope: childScope(), module, path: '', segments: new Map() };
  const name = declaration.name.name;
  const whole: Learner = { what: `train "${name}"`, span: declaration.name.span, settings };
  const phases = phasesOf(session, declaration, statements, settings);
  const learners = phases?.learners ?? [whole];
  // Each phase of a sequence says for how long it trains; otherwise the recipe does.
  const isSequence = phases?.order === 'sequence';
  const timed = isSequence ? learners : [whole];
  const modelSetting = needSetting(session, whole, 'model', 'model: Digits');
  const dataSetting = needSetting(session, whole, 'data', 'data: Fashion');
  const model = modelSetting && modelReference(session, modelSetting, module, overrides);
  const data = dataSetting && dataReference(session, dataSetting, module, overrides);
  const drafts = learners.map((learner) => draftLearning(session, learner, frame, overrides));
  const numbers = numbersOf(session, settings, frame);
  const times = timed.map((learner) => timeOf(session, learner, frame));
  const average = averageOf(session, settingValue(settings, 'average'), frame);
  const start = startOf(session, settings, findPretraining, frame);
  const set = model && data && setScene(session, model, data);
  if (model === undefined || set === undefined) {
    for (const learner of learners) checkEntries(session, learner.settings, new Set(module.names.keys()));
    return undefined;
  }
  const { scene, plan } = set;
  const inside: Frame = { ...scene.frame, module };
  const losses = lossesOf(session, learners, settings.byKey.get('loss') ?? [], scene, inside);
  const metrics = metricTerms(session, settingValue(settings, 'metrics'), scene, inside, scene.ambiguous);
  const measured = { metrics, data: { name: plan.name, hasValidation: plan.validation !== undefined } };
  const turnOf = (learner: Learner) => ({
    ...(learner.phase === undefined ? {} : { phase: learner.phase.name.name }),
    losses: losses.get(learner)!,
  });
  const durations = timed.map((learner, index) => ({
    ...times[index],
    ...rulesOf(
      session,
      learner,
      { ...measured, losses: lossNames((isSequence ? [learner] : learners).map(turnOf)) },
      frame,
    ),
  }));
  for (const learner of learners) {
    const own = lossNames((isSequence ? [learner] : learners).map(turnOf));
    checkSchedules(session, settingValue(learner.settings, 'schedule'), { ...measured, losses: own });
  }
  const loads = settleLoads(session);
  const parameters = chooseInitializers(session.builder, session.catalog);
  const parts = {
    name: model.declaration.name.name,
    outputs: scene.instance.outputs!,
    names: namedPorts(scene.instance.names),
    loads,
    span: model.declaration.span,
  };
  const keepValues = [
    ...[...losses.values()].flat().map((term) => term.value),
    ...metrics.flatMap((term) => Object.values(term.inputs)),
  ];
  const { graph: predicting } = buildGraph(session.builder, parts, parameters, { inputs: 'used' });
  const { graph, numbers: renumbered } = buildGraph(
    session.builder,
    { ...parts, keep: keepValues },
    parameters,
    { inputs: 'used' },
  );
  const trainable = trainableOf(graph);
  // Statistics as well: a frozen layer does not move them, be it one without parameters.
  const all = graph.parameters.map((parameter) => parameter.path);
  const still = new Set([...frozenPaths(session, settings, all, frame), ...frozenByLoads(graph)]);
  const frozenNames = all.filter((path) => still.has(path));
  const health = healthOf(session, settings, graph, frame);
  const learnings = drafts.map((draft) => {
    const { learner } = draft;
    const terms = losses.get(learner)!.map((term) => ({ ...term, value: renumbered.get(term.value)! }));
    const update =
      learner.phase === undefined
        ? { trained: new Set(trainable), held: [] }
        : updateOf(session, learner, terms, graph, new Set(frozenNames), frame);
    const learning = update && completeLearning(session, draft, terms, graph, update.trained, frame);
    return learning && { learning, update };
  });
  if (phases !== undefined) checkUntouched(session, learnings, trainable, frozenNames, declaration.name.span);
  const complete = learnings.filter((each) => each !== undefined);
  const lasting = durations.filter(isTimed);
  const last = complete.at(-1);
  if (last === undefined || complete.length < drafts.length || lasting.length < timed.length)
    return undefined;
  const read = readFields([...graph.inputs]);
  return {
    name,
    model: predicting,
    graph,
    data: {
      ...plan,
      fields: plan.fields.filter((field) => read.has(field.name)),
      ...(plan.augment === undefined ? {} : { augment: augmentsOf(session, plan, graph) }),
    },
    ...last.learning,
    metrics: metrics.map((term) => ({
      ...term,
      inputs: Object.fromEntries(
        Object.entries(term.inputs).map(([input, value]) => [input, renumbered.get(value)!]),
      ),
    })),
    frozen: frozenNames,
    ...numbers,
    health,
    ...(isSequence ? { epochs: lasting.reduce((sum, { epochs }) => sum + epochs, 0) } : lasting[0]!),
    ...(phases === undefined
      ? {}
      : { phases: joinPhases(session, phases, complete, lasting, trainable, frozenNames, frame) }),
    ...(average === undefined ? {} : { average }),
    ...start,
    span: declaration.span,
  };
};

const isTimed = (duration: Partial<Duration>): duration is Duration => duration.epochs !== undefined;

const readFields = (inputs: readonly GraphPort[]): ReadonlySet<string> =>
  new Set(inputs.map((port) => port.name));

// Far more than anybody waits for; and so the size of a step stays a whole number.
const MOST_ACCUMULATED = 2 ** 16;

const numbersOf = (session: Session, settings: Settings, frame: Frame) => {
  const bounds = { minimum: 1, maximum: MOST_ACCUMULATED };
  const accumulate = wholeSetting(session, settings, 'accumulate', frame, bounds, 1);
  return {
    batch: wholeSetting(session, settings, 'batch', frame, { minimum: 1 }, defaults.batch),
    // One batch a step is what there is without it: the same recipe, to the bit.
    ...(accumulate === 1 ? {} : { accumulate }),
    seed: wholeSetting(session, settings, 'seed', frame, { minimum: 0, maximum: 2 ** 32 - 1 }, defaults.seed),
  };
};
