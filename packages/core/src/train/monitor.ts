import type { Catalog, Diagnostic, MetricTerm, Recipe, Use } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Act } from './acts.js';
import type { EpochRecord } from './events.js';

/** Names that the rules of an act may monitor: `validation.loss`, `train.accuracy`, and `validation.judge.loss` where phases alternate. */
const monitors = (recipe: Recipe, { turns }: Act): readonly string[] => {
  const losses = turns.flatMap(({ phase, recipe: { losses: terms } }) => {
    const names = ['loss', ...(terms.length > 1 ? terms.map(({ name }) => `loss/${name}`) : [])];
    return turns.length === 1 ? names : names.map((name) => `${phase}.${name}`);
  });
  const scores = [...losses, ...recipe.metrics.map(({ name }) => name)];
  const parts = recipe.data.validation === undefined ? ['train'] : ['train', 'validation'];
  return parts.flatMap((part) => scores.map((score) => `${part}.${score}`));
};

/** The number that a schedule watches, if it does. */
export const watchedBy = ({ name, options }: Use, catalog: Catalog): string | undefined => {
  const table = catalog.get('schedule', name)?.options ?? {};
  const option = Object.keys(table).find((each) => table[each]!.type === 'monitor');
  return option === undefined ? undefined : String(options[option]);
};

/** A rule or a schedule that monitors what is never measured would never act. */
export const checkMonitors = (
  recipe: Recipe,
  acts: readonly Act[],
  catalog: Catalog,
): readonly Diagnostic[] =>
  acts.flatMap((act) => {
    const known = monitors(recipe, act);
    const schedules = act.turns.flatMap((turn) => turn.recipe.schedules);
    return [act.stop?.monitor, act.keep?.monitor, ...schedules.map((use) => watchedBy(use, catalog))]
      .filter((monitor) => monitor !== undefined && !known.includes(monitor))
      .map((monitor) =>
        report(
          'unknown-monitor',
          { monitor: monitor!, known },
          recipe.span === undefined ? {} : { span: recipe.span },
        ),
      );
  });

export const monitored = (record: EpochRecord, monitor: string): number => {
  const [part = '', ...score] = monitor.split('.');
  const scores = part === 'validation' ? record.validation : record.train;
  return scores?.[score.join('.')] ?? NaN;
};

/** Which way a monitored number is better. */
export const betterOf = (
  monitor: string,
  metrics: readonly MetricTerm[],
  catalog: Catalog,
): 'higher' | 'lower' => {
  const metric = metrics.find(({ name }) => name === monitor.slice(monitor.indexOf('.') + 1));
  return (metric && catalog.get('metric', metric.use.name)?.better) ?? 'lower';
};

/** Whether a value is better than the best so far; what is not a number never is. */
export const isBetter = (value: number, best: number | undefined, better: 'higher' | 'lower'): boolean =>
  !Number.isNaN(value) && (best === undefined || (better === 'higher' ? value > best : value < best));
