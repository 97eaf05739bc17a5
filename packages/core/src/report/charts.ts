import { lineChart, type LineChart, type Series } from './line-chart.js';
import type { RunSummary } from './summary.js';
import { formatNumber, shortPercent } from './words.js';

const colours = { train: '#2563eb', validation: '#ea580c' } as const;

type Size = Pick<LineChart, 'width' | 'height'>;

const scoreSeries = ({ epochs }: RunSummary, name: string): readonly Series[] =>
  (['train', 'validation'] as const)
    .map((part) => ({
      name: part === 'train' ? 'training' : 'validation',
      colour: colours[part],
      points: epochs.flatMap(({ epoch, [part]: scores }) =>
        scores?.[name] === undefined ? [] : [[epoch, scores[name]] as const],
      ),
    }))
    .filter(({ points }) => points.length > 0);

// More than these are one ragged band.
const MOST_BINS = 160;

/** Means of neighbours, where there are many points. */
const binned = (points: readonly (readonly [number, number])[]): Series['points'] => {
  const size = Math.ceil(points.length / MOST_BINS);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return Array.from({ length: Math.ceil(points.length / size) || 0 }, (_, bin) => {
    const own = points.slice(bin * size, (bin + 1) * size);
    return [mean(own.map(([x]) => x)), mean(own.map(([, y]) => y))] as const;
  });
};

/** Losses by name: `loss`, or one for each of several phases that alternate. */
const lossNames = ({ epochs }: RunSummary): readonly string[] => {
  const names = epochs.flatMap(({ train }) =>
    Object.keys(train).filter((name) => /^(.*\.)?loss$/u.test(name)),
  );
  return names.length === 0 ? ['loss'] : [...new Set(names)];
};

/** A loss over epochs: means of both parts, and single batches behind them. */
const lossChart = (run: RunSummary, name: string, size: Size): string => {
  const own = name === 'loss' ? run.curves : run.curves.filter(({ phase }) => name === `${phase}.loss`);
  const last = Math.max(1, ...own.flatMap(({ points }) => points.at(-1)?.[0] ?? []));
  const perEpoch = run.epochs[0]?.step ?? last;
  const batches: Series = {
    name: 'batches',
    colour: colours.train,
    faint: true,
    points: own.flatMap(({ points }) => binned(points.map(([step, loss]) => [step / perEpoch, loss]))),
  };
  return lineChart({
    title: name,
    xLabel: 'epoch',
    series: [batches, ...scoreSeries(run, name)],
    format: formatNumber,
    ...marks(run),
    ...size,
  });
};

const metricChart = (run: RunSummary, name: string, isFraction: boolean, size: Size): string =>
  lineChart({
    title: name,
    xLabel: 'epoch',
    series: scoreSeries(run, name),
    format: isFraction ? shortPercent : formatNumber,
    ...(isFraction ? { most: 1 } : {}),
    ...marks(run),
    ...size,
  });

const marks = ({ kept, epochs }: RunSummary): Pick<LineChart, 'marks'> =>
  kept === undefined || epochs.length < 2 ? {} : { marks: [{ x: kept, label: 'kept' }] };

/** The charts of a run, each an SVG group: every loss, then every metric. */
export const runCharts = (run: RunSummary, size: Size): readonly string[] => [
  ...lossNames(run).map((name) => lossChart(run, name, size)),
  ...run.metrics.map(({ name, isFraction }) => metricChart(run, name, isFraction, size)),
];
