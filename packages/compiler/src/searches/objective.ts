import type { Recipe, Watched } from '@neurite/contract';
import type { Expression } from '@neurite/language';
import type { Session } from '../lower/session.js';
import { type Monitors, lossNames, monitorOf } from '../recipes/monitors.js';
import { type Settings, settingValue } from '../recipes/settings.js';
import { wrongSetting } from '../recipes/simple.js';
import type { Frame } from '../values/scope.js';

/** CS231n's babysitting: a loss of three times what it was at first does not come back. */
const abandonAt = 3;

/** What of a recipe may be watched. */
export const monitorsOf = ({
  losses,
  phases,
  metrics,
  data,
}: Recipe): Monitors & { readonly hasTest: boolean } => ({
  // A sequence of phases is judged as its last one is.
  losses: lossNames(
    phases?.order === 'alternate'
      ? phases.list.map((phase) => ({ phase: phase.name, losses: phase.losses }))
      : [{ losses }],
  ),
  metrics,
  data: { name: data.name, hasValidation: data.validation !== undefined },
  hasTest: data.test !== undefined,
});

/** `maximize(validation.accuracy)`. */
export const objectiveOf = (
  session: Session,
  expression: Expression | undefined,
  watched: Monitors,
): Watched | undefined => {
  if (expression === undefined || expression.kind === 'missing') return undefined;
  const callee =
    expression.kind === 'call' && expression.callee.kind === 'identifier' ? expression.callee.name : '';
  const [argument, more] = expression.kind === 'call' ? expression.arguments : [];
  if ((callee !== 'maximize' && callee !== 'minimize') || argument === undefined || more !== undefined) {
    wrongSetting(
      session,
      'objective',
      'maximize(validation.accuracy) or minimize(validation.loss)',
      expression,
    );
    return undefined;
  }
  const found = monitorOf(session, argument.value, watched);
  return found && { monitor: found.monitor, better: callee === 'maximize' ? 'higher' : 'lower' };
};

/** `validation.accuracy`, or a list; without it the objective, or all that the data can be judged by. */
export const reportOf = (
  session: Session,
  expression: Expression | undefined,
  { hasTest, ...watched }: Monitors & { readonly hasTest: boolean },
  objective: Watched | undefined,
): readonly Watched[] => {
  const own = objective === undefined ? [] : [objective];
  const parts = ['validation', 'train', ...(hasTest ? (['test'] as const) : [])] as const;
  if (expression !== undefined) {
    const items = expression.kind === 'list' ? expression.items : [expression];
    const found = items.flatMap((item) => monitorOf(session, item, watched, parts) ?? []);
    return [...own, ...found.filter(({ monitor }) => monitor !== objective?.monitor)];
  }
  if (objective !== undefined) return own;
  const part = watched.data.hasValidation ? 'validation' : hasTest ? 'test' : 'train';
  const losses = watched.losses.filter((name) => !name.includes('/'));
  return [...losses, ...watched.metrics.map(({ name }) => name)].map((name) => {
    const metric = watched.metrics.find((term) => term.name === name);
    const better = metric && session.catalog.get('metric', metric.use.name)?.better;
    return { monitor: `${part}.${name}`, better: better ?? 'lower' };
  });
};

/** `abandon: 3x`, or `abandon: none`. */
export const abandonOf = (session: Session, settings: Settings, frame: Frame): number | undefined => {
  const expression = settingValue(settings, 'abandon');
  if (expression === undefined) return abandonAt;
  const value = session.evaluate(expression, frame);
  if (value.kind === 'none' || (value.kind === 'boolean' && !value.value)) return undefined;
  if (value.kind === 'number' && typeof value.value === 'number' && value.value > 1 && value.suffix !== '%')
    return value.value;
  if (value.kind !== 'unknown')
    wrongSetting(session, 'abandon', 'a factor above 1 such as 3x, or none', expression);
  return abandonAt;
};
