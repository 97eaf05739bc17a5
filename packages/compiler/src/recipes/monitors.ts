import type { LossTerm, MetricTerm, Recipe, StopRule, Watched } from '@neurite/contract';
import { type Call, type Expression, nearest } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import { dottedName } from '../options/dotted-name.js';
import { givenOf } from '../options/given.js';
import { placeArguments } from '../options/place.js';
import type { Frame } from '../values/scope.js';
import { wrongSetting } from './simple.js';

/** The numbers of a run that rules may watch. */
export interface Monitors {
  /** Names of losses: `loss`, `loss/main`, `judge.loss`. */
  readonly losses: readonly string[];
  readonly metrics: readonly MetricTerm[];
  readonly data: { readonly name: string; readonly hasValidation: boolean };
}

/** How losses are called in a run: those of several phases that alternate begin with the names of their phases. */
export const lossNames = (
  turns: readonly { readonly phase?: string; readonly losses: readonly LossTerm[] }[],
): readonly string[] =>
  turns.flatMap(({ phase, losses }) => {
    const names = ['loss', ...(losses.length > 1 ? losses.map(({ name }) => `loss/${name}`) : [])];
    return turns.length === 1 ? names : names.map((name) => `${phase}.${name}`);
  });

/** `validation.accuracy`, `train.loss`: a number of one of the parts. */
export const monitorOf = (
  session: Session,
  expression: Expression,
  { losses, metrics, data }: Monitors,
  parts: readonly ('validation' | 'train' | 'test')[] = ['validation', 'train'],
): Watched | undefined => {
  const known = parts.flatMap((part) =>
    [...losses, ...metrics.map(({ name }) => name)].map((name) => `${part}.${name}`),
  );
  const found = dottedName(expression);
  if (found === undefined || !known.includes(found)) {
    const shown = found ?? 'this';
    session.diagnostics.push(
      report(
        'unknown-monitor',
        { found: shown, known, suggestion: nearest(shown, known) },
        { span: expression.span },
      ),
    );
    return undefined;
  }
  if (found.startsWith('validation.') && !data.hasValidation)
    session.diagnostics.push(
      report('no-validation', { monitor: found, data: data.name }, { span: expression.span }),
    );
  const name = found.slice(found.indexOf('.') + 1);
  const metric = metrics.find((term) => term.name === name);
  const definition = metric && session.catalog.get('metric', metric.use.name);
  return { monitor: found, better: definition?.better ?? 'lower' };
};

/** Checks the numbers that schedules watch. */
export const checkSchedules = (
  session: Session,
  expression: Expression | undefined,
  monitors: Monitors,
): void => {
  if (expression?.kind === 'then') {
    checkSchedules(session, expression.first, monitors);
    checkSchedules(session, expression.second, monitors);
  }
  if (expression?.kind !== 'call' || expression.callee.kind !== 'identifier') return;
  const options = Object.entries(session.catalog.get('schedule', expression.callee.name)?.options ?? {});
  const place = options.findIndex(([, { type }]) => type === 'monitor');
  if (place < 0) return;
  const [option] = options[place]!;
  const named = expression.arguments.find(({ name }) => name?.name === option);
  const argument = named ?? expression.arguments[place];
  // What names nothing was reported where the schedule was bound.
  if (argument !== undefined && dottedName(argument.value) !== undefined)
    monitorOf(session, argument.value, monitors);
};

const ruleCall = (
  session: Session,
  expression: Expression,
  name: string,
  example: string,
): Call | undefined => {
  if (
    expression.kind === 'call' &&
    expression.callee.kind === 'identifier' &&
    expression.callee.name === name
  )
    return expression;
  if (expression.kind !== 'missing')
    wrongSetting(session, name === 'early' ? 'stop' : 'keep', example, expression);
  return undefined;
};

/** `stop: early(monitor: validation.loss, patience: 3)`. */
export const stopRule = (
  session: Session,
  expression: Expression | undefined,
  monitors: Monitors,
  frame: Frame,
): StopRule | undefined => {
  const call =
    expression && ruleCall(session, expression, 'early', 'early(monitor: validation.loss, patience: 3)');
  const places =
    call && placeArguments(session, 'early', ['monitor', 'patience'], [], call.arguments.map(givenOf));
  if (places === undefined) return undefined;
  const watched = places.parameters.get('monitor');
  if (watched === undefined) {
    session.diagnostics.push(
      report(
        'missing-argument',
        { option: 'monitor', of: 'early', doc: 'The number to watch: validation.loss.' },
        { span: call!.span },
      ),
    );
    return undefined;
  }
  const monitor = monitorOf(session, watched.expression, monitors);
  const given = places.parameters.get('patience');
  const value = given && session.evaluate(given.expression, frame);
  const patience =
    value === undefined
      ? defaultPatience
      : value.kind === 'number' && Number.isSafeInteger(value.value) && (value.value as number) >= 1
        ? (value.value as number)
        : undefined;
  if (patience === undefined && value!.kind !== 'unknown')
    wrongSetting(session, 'patience', 'a number of epochs of at least 1', given!.expression);
  return monitor === undefined || patience === undefined
    ? undefined
    : { monitor: monitor.monitor, better: monitor.better, patience };
};

/** Epochs without anything better before a run ends. */
const defaultPatience = 3;

/** `keep: best(validation.accuracy)`. */
export const keepRule = (
  session: Session,
  expression: Expression | undefined,
  monitors: Monitors,
): Recipe['keep'] | undefined => {
  const call = expression && ruleCall(session, expression, 'best', 'best(validation.accuracy)');
  const places = call && placeArguments(session, 'best', ['monitor'], [], call.arguments.map(givenOf));
  const watched = places?.parameters.get('monitor');
  if (places !== undefined && watched === undefined)
    session.diagnostics.push(
      report(
        'missing-argument',
        { option: 'monitor', of: 'best', doc: 'The number to watch: validation.accuracy.' },
        { span: call!.span },
      ),
    );
  return watched && monitorOf(session, watched.expression, monitors);
};
