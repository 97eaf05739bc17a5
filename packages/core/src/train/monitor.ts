import type { Diagnostic, Recipe } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { EpochRecord } from './events.js';

/** Names that a rule may monitor: `validation.loss`, `train.accuracy`. */
const monitors = (recipe: Recipe): readonly string[] => {
  const scores = ['loss', ...recipe.metrics.map(({ name }) => name)];
  const terms = recipe.losses.length > 1 ? recipe.losses.map(({ name }) => `loss/${name}`) : [];
  const parts = recipe.data.validation === undefined ? ['train'] : ['train', 'validation'];
  return parts.flatMap((part) => [...scores, ...terms].map((score) => `${part}.${score}`));
};

/** A rule that monitors what is never measured would never act. */
export const checkMonitors = (recipe: Recipe): readonly Diagnostic[] => {
  const known = monitors(recipe);
  return [recipe.stop, recipe.keep]
    .flatMap((rule) => (rule === undefined || known.includes(rule.monitor) ? [] : [rule.monitor]))
    .map((monitor) =>
      report('unknown-monitor', { monitor, known }, recipe.span === undefined ? {} : { span: recipe.span }),
    );
};

export const monitored = (record: EpochRecord, monitor: string): number => {
  const [part = '', ...score] = monitor.split('.');
  const scores = part === 'validation' ? record.validation : record.train;
  return scores?.[score.join('.')] ?? NaN;
};

/** Whether a value is better than the best so far; what is not a number never is. */
export const isBetter = (value: number, best: number | undefined, better: 'higher' | 'lower'): boolean =>
  !Number.isNaN(value) && (best === undefined || (better === 'higher' ? value > best : value < best));
