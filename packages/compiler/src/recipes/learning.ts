import type { Graph, Learning, LossTerm, Recipe, Span, Use } from '@neurite/contract';
import type { Expression, Phase, Setting } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import { useOf } from '../options/bind.js';
import type { Frame } from '../values/scope.js';
import { lossTerms } from './losses.js';
import { overrideCall } from './overrides.js';
import { onParameters, rateFactors } from './parameter-rules.js';
import type { Scene } from './scene.js';
import { type Settings, hasSetting, settingValue } from './settings.js';
import { wrongSetting } from './simple.js';

/** What learns in a way of its own: a recipe, or a phase of it. */
export interface Learner {
  /** As messages call it. */
  readonly what: string;
  /** Where it is named. */
  readonly span: Span;
  readonly settings: Settings;
  readonly phase?: Phase;
}

/** How a learner learns, as far as the model need not be known. */
export interface LearningDraft {
  readonly learner: Learner;
  readonly optimizer: { readonly use: Use; readonly rate: number } | undefined;
  readonly schedules: readonly Use[];
  readonly clip: Recipe['clip'];
}

/** The value of a setting that a learner must have. */
export const needSetting = (
  session: Session,
  { what, span, settings }: Learner,
  name: string,
  example: string,
): Expression | undefined => {
  if (!settings.byKey.has(name) && !hasSetting(settings, name))
    session.diagnostics.push(report('missing-setting', { name, of: what, example }, { span }));
  return settingValue(settings, name);
};

/** Reads optimizer, schedule and clipping of a learner. */
export const draftLearning = (
  session: Session,
  learner: Learner,
  frame: Frame,
  overrides: ReadonlyMap<string, Expression>,
): LearningDraft => {
  const { settings } = learner;
  needSetting(session, learner, 'loss', 'loss: cross_entropy');
  const optimizer = needSetting(session, learner, 'optimizer', 'optimizer: adam(rate: 1e-3)');
  return {
    learner,
    optimizer: optimizer && optimizerOf(session, optimizer, frame, overrides),
    schedules: schedulesOf(session, settingValue(settings, 'schedule'), frame),
    clip: clipOf(session, settingValue(settings, 'clip'), frame),
  };
};

/** The loss terms of learners; one that several inherit is one. */
export const lossesOf = (
  session: Session,
  learners: readonly Learner[],
  own: readonly Setting[],
  scene: Scene,
  frame: Frame,
): ReadonlyMap<Learner, readonly LossTerm[]> => {
  const known = new Map<Setting, readonly LossTerm[]>();
  return new Map(
    learners.map((learner) => {
      const setting = learner.settings.byKey.get('loss')?.[0];
      if (setting === undefined) return [learner, []];
      const { phase } = learner;
      const path = phase === undefined || own.includes(setting) ? 'loss' : `loss.${phase.name.name}`;
      const terms =
        known.get(setting) ?? lossTerms(session, setting, scene, { ...frame, path }, scene.ambiguous);
      known.set(setting, terms);
      return [learner, terms];
    }),
  );
};

/** How a learner learns, now that the graph is there. `trained` are the parameters that it updates. */
export const completeLearning = (
  session: Session,
  { learner: { settings }, optimizer, schedules, clip }: LearningDraft,
  losses: readonly LossTerm[],
  graph: Graph,
  trained: ReadonlySet<string>,
  frame: Frame,
): Omit<Learning, 'frozen'> | undefined => {
  const trainable = trainableOf(graph);
  const of = (rules: Recipe['regularizers']): Recipe['regularizers'] =>
    rules
      .map(({ use, parameters }) => ({ use, parameters: parameters.filter((path) => trained.has(path)) }))
      .filter(({ parameters }) => parameters.length > 0);
  const regularizers = of(onParameters(session, settings, 'regularize', trainable, frame));
  const constraints = of(onParameters(session, settings, 'constrain', trainable, frame));
  if (optimizer === undefined) return undefined;
  return {
    losses,
    optimizer: optimizer.use,
    rate: optimizer.rate,
    schedules,
    regularizers,
    constraints,
    rates: rateFactors(session, settings.groups, trainable, optimizer.rate, frame),
    ...(clip === undefined ? {} : { clip }),
  };
};

/** The paths of a graph that can be trained. */
export const trainableOf = ({ parameters }: Graph): readonly string[] =>
  parameters.filter(({ role }) => role === 'parameter').map(({ path }) => path);

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
