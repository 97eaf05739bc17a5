import type { Catalog, Learning, Recipe } from '@neurite/contract';
import type { EndReason, EpochRecord, Finding, Scores } from '../train/events.js';
import type { LossCurve } from '../train/progress.js';
import type { Trained } from '../train/trained.js';
import { formatNumber, formatPercent, formatSeconds } from './words.js';

/** A run as a report shows it. */
export interface RunSummary {
  readonly recipe: string;
  readonly model: string;
  readonly epochs: readonly EpochRecord[];
  readonly curves: readonly LossCurve[];
  readonly findings: readonly Finding[];
  readonly test?: Scores;
  readonly kept?: number;
  readonly metrics: readonly { readonly name: string; readonly isFraction: boolean }[];
  /** Lines of a table: what was set, and what came of it. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  readonly reason: EndReason | 'interrupted';
  readonly seconds: number;
  readonly digest: string;
}

const reasons: Readonly<Record<RunSummary['reason'], string>> = {
  epochs: 'all epochs done',
  steps: 'all steps done',
  early: 'stopped early: no better for a while',
  diverged: 'stopped: gradients were not finite',
  abandoned: 'given up: the loss exploded',
  interrupted: 'interrupted',
};

export const summarize = (recipe: Recipe, trained: Trained, catalog: Catalog): RunSummary => {
  const { progress, test } = trained;
  const kept = progress.best.keep?.epoch;
  const parameters = [...trained.weights.values()].reduce((sum, { data }) => sum + data.length, 0);
  return {
    recipe: recipe.name,
    model: recipe.model.name,
    epochs: progress.epochs,
    curves: progress.curves,
    findings: progress.findings,
    ...(test === undefined ? {} : { test }),
    ...(kept === undefined ? {} : { kept }),
    metrics: recipe.metrics.map(({ name, use }) => ({
      name,
      isFraction: catalog.get('metric', use.name)?.unit === 'fraction',
    })),
    settings: [
      ['Model', recipe.model.name],
      ['Data', recipe.data.name],
      ['Weights', `${formatNumber(parameters)} numbers in ${trained.weights.size} tensors`],
      ...(recipe.phases === undefined
        ? learningLines(recipe, '')
        : recipe.phases.list.flatMap((phase) => learningLines(phase, `${phase.name}: `))),
      [
        'Batch',
        `${recipe.accumulate === undefined ? '' : `${recipe.accumulate} × `}${formatNumber(recipe.batch)}`,
      ],
      ['Epochs', `${progress.epoch} of ${recipe.epochs}`],
      ['Steps', formatNumber(progress.step)],
      ['Seed', String(recipe.seed)],
      ['Backend', trained.backend],
      ['Time', formatSeconds(progress.seconds)],
      ['Ended', reasons[trained.reason]],
      ['Weights SHA-256', trained.digest],
      ['Data SHA-256', trained.data],
    ],
    reason: trained.reason,
    seconds: progress.seconds,
    digest: trained.digest,
  };
};

/** What is set of how is learned. */
const learningLines = (
  { optimizer, rate, schedules }: Learning,
  prefix: string,
): readonly (readonly [string, string])[] => [
  [`${prefix}Optimizer`, callOf(optimizer)],
  [`${prefix}Rate`, formatNumber(rate)],
  ...(schedules.length === 0 ? [] : [[`${prefix}Schedule`, schedules.map(callOf).join(' then ')] as const]),
];

const callOf = ({ name, options }: Recipe['optimizer']): string => {
  const given = Object.entries(options).filter(([, value]) => value !== null);
  return given.length === 0
    ? name
    : `${name}(${given.map(([key, value]) => `${key}: ${String(value)}`).join(', ')})`;
};

/** A score for people: fractions in percent. */
export const formatScore = (name: string, value: number, { metrics }: Pick<RunSummary, 'metrics'>): string =>
  metrics.some((metric) => metric.name === name && metric.isFraction)
    ? formatPercent(value)
    : formatNumber(value);
