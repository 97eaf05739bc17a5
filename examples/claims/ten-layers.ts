import { histogramChart, picture } from '@neurite/core';
import { outcomeOf, type Claim } from './support/claim.js';
import { colourOf } from './support/draw.js';
import { deviation, histogram, mean, share } from './support/statistics.js';
import { percent, short } from './support/words.js';

const LAYERS = 10;
const BINS = 31;

/** Layers as they are given to `--set model.fill`. */
const cases = {
  'tanh, std 0.01': { act: 'tanh', init: 'random_normal(std: 0.01)' },
  'tanh, std 1': { act: 'tanh', init: 'random_normal(std: 1)' },
  'tanh, Glorot': { act: 'tanh', init: 'glorot_normal' },
  'ReLU, Glorot': { act: 'relu', init: 'glorot_normal' },
  'ReLU, He': { act: 'relu', init: 'he_normal' },
} as const;
type Case = keyof typeof cases;

interface Layer {
  readonly mean: number;
  readonly deviation: number;
  /** The share of values beyond ±0.97. */
  readonly saturated: number;
  /** Over [−1, 1] for tanh and [0, 2] for ReLU. */
  readonly counts: readonly number[];
}
type Numbers = Readonly<Record<Case, readonly Layer[]>>;

const rangeOf = (name: Case): readonly [number, number] => (cases[name].act === 'tanh' ? [-1, 1] : [0, 2]);

const layersOf = async (
  lab: Parameters<Claim<Numbers>['measure']>[0],
  name: Case,
): Promise<readonly Layer[]> => {
  const { act, init } = cases[name];
  const recipe = lab.recipe('ten-layers.nn', { 'model.act': act, 'model.fill': `dense(500, init: ${init})` });
  const paths = Array.from({ length: LAYERS }, (_, layer) => `scores[${layer}].act`);
  const { values } = await lab.inspect(recipe, { values: paths, examples: 200 });
  return paths.map((path) => {
    const { data } = values[path]!;
    return {
      mean: mean(data),
      deviation: deviation(data),
      saturated: share(data, (value) => Math.abs(value) > 0.97),
      counts: histogram(data, ...rangeOf(name), BINS),
    };
  });
};

export const tenLayers: Claim<Numbers> = {
  name: 'ten-layers',
  says: 'In ten tanh layers a standard deviation of 0.01 collapses activations to 0, 1 saturates them at ±1, and Glorot keeps them; in ten ReLU layers Glorot collapses, and He keeps them.',
  conditions: 'Ten hidden layers of 500 units with their first weights, 200 standardized digits of MNIST.',
  isQuick: true,
  measure: async (lab) => {
    const numbers: [string, readonly Layer[]][] = [];
    for (const name of Object.keys(cases) as readonly Case[]) numbers.push([name, await layersOf(lab, name)]);
    return Object.fromEntries(numbers) as Numbers;
  },
  judge: (numbers) => {
    const last = (name: Case): Layer => numbers[name].at(-1)!;
    const kept = (name: Case): number => last(name).deviation / numbers[name][0]!.deviation;
    const [small, large] = [last('tanh, std 0.01'), last('tanh, std 1')];
    return {
      outcome: outcomeOf(
        small.deviation < 1e-3,
        large.saturated > 0.8,
        kept('tanh, Glorot') > 0.2,
        kept('ReLU, Glorot') < 0.2,
        kept('ReLU, He') > 0.5,
      ),
      sentence:
        `In the tenth tanh layer values have the standard deviation ${short(small.deviation)} with std 0.01; with std 1 ${percent(large.saturated)} of them are beyond ±0.97; Glorot leaves ${short(last('tanh, Glorot').deviation)}, ${percent(kept('tanh, Glorot'))} of that of the first layer. ` +
        `Through ten ReLU layers ${percent(kept('ReLU, Glorot'))} of the spread is left with Glorot and ${percent(kept('ReLU, He'))} with He.`,
    };
  },
  table: (numbers) => ({
    head: ['layer', ...Object.keys(cases).map((name) => `${name}: mean, std`)],
    rows: Array.from({ length: LAYERS }, (_, layer) => [
      String(layer + 1),
      ...Object.values(numbers).map(
        (layers) => `${short(layers[layer]!.mean)}, ${short(layers[layer]!.deviation)}`,
      ),
    ]),
  }),
  draw: (numbers) =>
    picture({
      title: 'Ten layers before training',
      line: 'where the values of each layer lie: from −1 to 1 for tanh, from 0 to 2 for ReLU (the last bar holds all above)',
      columns: LAYERS,
      width: 112,
      height: 104,
      charts: (Object.keys(cases) as readonly Case[]).flatMap((name, row) =>
        numbers[name].map(({ counts }, layer) =>
          histogramChart({
            title: layer === 0 ? name : `layer ${layer + 1}`,
            counts,
            ends: rangeOf(name).map(String) as [string, string],
            colour: colourOf(row),
            width: 112,
            height: 104,
          }),
        ),
      ),
    }),
};
