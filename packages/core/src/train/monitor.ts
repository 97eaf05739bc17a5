import type { Diagnostic, Recipe } from '@neurite/contract';
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

/** A rule that monitors what is never measured would never act. */
export const checkMonitors = (recipe: Recipe, acts: readonly Act[]): readonly Diagnostic[] =>
  acts.flatMap((act) => {
    const known = monitors(recipe, act);
    return [act.stop, act.keep]
      .flatMap((rule) => (rule === undefined || known.includes(rule.monitor) ? [] : [rule.monitor]))
      .map((monitor) =>
        report('unknown-monitor', { monitor, known }, recipe.span === undefined ? {} : { span: recipe.span }),
      );
  });

export const monitored = (record: EpochRecord, monitor: string): number => {
  const [part = '', ...score] = monitor.split('.');
  const scores = part === 'validation' ? record.validation : record.train;
  return scores?.[score.join('.')] ?? NaN;
};

/** Whether a value is better than the best so far; what is not a number never is. */
export const isBetter = (value: number, best: number | undefined, better: 'higher' | 'lower'): boolean =>
  !Number.isNaN(value) && (best === undefined || (better === 'higher' ? value > best : value < best));
