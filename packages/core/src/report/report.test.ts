import { histogramChart } from './histogram.js';
import { lineChart } from './line-chart.js';
import { reportPage } from './report-page.js';
import { runPicture } from './run-picture.js';
import { ticksBetween } from './scale.js';
import type { RunSummary } from './summary.js';
import { formatNumber, formatPercent, formatSeconds, shortPercent } from './words.js';

const run: RunSummary = {
  recipe: '<script>alert(1)</script>',
  model: 'A & B',
  epochs: [1, 2, 3].map((epoch) => ({
    epoch,
    step: epoch * 10,
    train: { loss: 1 / epoch, accuracy: 1 - 0.1 / epoch },
    validation: { loss: epoch === 2 ? NaN : 1.1 / epoch, accuracy: 0.9 },
    rate: 0.001,
    seconds: 1.5,
  })),
  curves: [
    {
      every: 1,
      seen: 30,
      points: Array.from(
        { length: 30 },
        (_, index) => [index + 1, index === 7 ? Infinity : 1 / (index + 1)] as const,
      ),
    },
  ],
  findings: [
    {
      step: 1200,
      paths: ['stem.<b>', 'head'],
      diagnostic: {
        code: 'dead-units',
        severity: 'warning',
        message: 'Units are dead.',
        help: 'They <i> learn.',
      },
    },
    { step: 1300, diagnostic: { code: 'stalled-loss', severity: 'warning', message: 'It stalls.' } },
  ],
  test: { loss: 0.4, accuracy: 0.9735 },
  kept: 3,
  metrics: [{ name: 'accuracy', isFraction: true }],
  settings: [['Seed', '7']],
  reason: 'epochs',
  seconds: 100,
  digest: 'abc',
};

describe('a report', () => {
  it('says what came of the run, and escapes every word', () => {
    const page = reportPage(run);
    expect(page).toContain('97.35 %');
    expect(page).toContain('1 min 40 s');
    expect(page).toContain('A &#38; B');
    expect(page).not.toContain('<script');
    expect(runPicture(run)).toContain('test accuracy 97.35 %');
    expect(runPicture(run)).not.toContain('<script');
  });

  it('lists what was found, and has no list where there is nothing', () => {
    const [, rows] = /<table class="findings">.*<tbody>([^]*?)<\/tbody>/.exec(reportPage(run))!;
    expect(
      rows!.split('\n').map((row) => row.replace(/<\/td>(?=<td>)/g, '|').replace(/<[^>]*>/g, '')),
    ).toEqual(['1,200|stem.&#60;b&#62;|Units are dead.|They &#60;i&#62; learn.', '1,300||It stalls.|']);
    expect(reportPage({ ...run, findings: [] })).not.toContain('Findings');
  });

  it('needs nothing beside itself', () => {
    expect(reportPage(run).replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|src=|url\(|@import|<link/,
    );
  });

  it('draws no number that is none', () => {
    for (const text of [
      reportPage(run),
      runPicture(run),
      reportPage({ ...run, epochs: [], curves: [], metrics: [] }),
    ])
      expect(text).not.toMatch(/(x|y|cx|cy|x1|x2|y1|y2|d)="[^"]*(NaN|Infinity)/);
  });
});

describe('a chart', () => {
  it('puts a greater value higher', () => {
    const points = [
      [1, 0.5],
      [2, 1],
    ] as const;
    const chart = lineChart({
      title: 't',
      xLabel: 'x',
      series: [{ name: 's', colour: 'red', points }],
      format: String,
      width: 400,
      height: 200,
    });
    const [, x1, y1, x2, y2] = /<path d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"/.exec(chart)!.map(Number);
    expect(x2!).toBeGreaterThan(x1!);
    expect(y2!).toBeLessThan(y1!);
  });

  it.each([
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0.13, 0.98, 4, [0.25, 0.5, 0.75]],
    [3, 3, 5, [3]],
    [0, 12_000, 4, [0, 5000, 10_000]],
  ])('between %d and %d has round ticks', (low, high, count, expected) => {
    expect(ticksBetween(low, high, count)).toEqual(expected);
  });

  it.each([
    [0, '0'],
    [0.012345, '0.01235'],
    [1.85, '1.85'],
    [12345, '12,345'],
    [50186, '50,186'],
    [1234.5, '1,235'],
    [3.14e-7, '3.1e-7'],
    [NaN, 'NaN'],
  ])('writes %d as %s', (value, expected) => {
    expect(formatNumber(value)).toBe(expected);
  });

  it('writes percents and times', () => {
    expect([0.5, 0.97349, 1].map(formatPercent)).toEqual(['50.00 %', '97.35 %', '100.00 %']);
    expect([0.5, 0.975, 1].map(shortPercent)).toEqual(['50 %', '97.5 %', '100 %']);
    expect([0.0123, 12.34, 200, 7500].map(formatSeconds)).toEqual([
      '12 ms',
      '12.3 s',
      '3 min 20 s',
      '2 h 5 min',
    ]);
  });

  const placesOf = (chart: string): readonly (readonly number[])[] =>
    [...chart.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const plain = { title: 't', xLabel: 'x', format: String, width: 400, height: 200 };

  it('puts powers of ten at equal distances, and leaves out what has no logarithm', () => {
    const points = [0.001, 0.1, 10, 0].map((y, x) => [x, y] as const);
    const chart = lineChart({
      ...plain,
      logarithmic: true,
      series: [{ name: 's', colour: 'red', points }],
    });
    const [a, b, c, ...more] = placesOf(chart).map(([, y]) => y!);
    expect(more).toEqual([]);
    expect(a! - b!).toBeCloseTo(b! - c!, 1);
    expect(chart).toContain('>0.1</text>');
  });

  it('draws points alone over words', () => {
    const chart = lineChart({
      ...plain,
      categories: ['one', 'two'],
      series: [
        {
          name: 's',
          colour: 'red',
          loose: true,
          points: [
            [0, 1],
            [0, 2],
            [1, 3],
          ],
        },
      ],
    });
    expect(placesOf(chart)).toHaveLength(3);
    expect(chart).not.toContain('<path');
    const [, place] = /<text x="([\d.]+)"[^>]*>two<\/text>/.exec(chart)!;
    expect(Number(place)).toBe(placesOf(chart)[2]![0]);
  });

  it('draws a bar for each count that is not zero, the highest as high as there is room', () => {
    const chart = histogramChart({
      title: 't',
      counts: [1, 0, 4],
      ends: ['0', '1'],
      colour: 'red',
      width: 100,
      height: 80,
    });
    const heights = [...chart.matchAll(/<rect [^>]*height="([\d.]+)"/g)].map(([, height]) => Number(height));
    expect(heights).toEqual([42 / 4, 42]);
  });
});
