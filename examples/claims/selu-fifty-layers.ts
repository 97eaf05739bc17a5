import { outcomeOf, type Claim } from './support/claim.js';
import { figure, linesOf } from './support/draw.js';
import { deviation, mean } from './support/statistics.js';
import { listed, short } from './support/words.js';

const LAYERS = 50;

/** Which recipe, and what is set otherwise in it. */
const cases = {
  'all conditions': ['Run', {}],
  'pixels 0 to 255': ['Unstandardized', {}],
  'He normal': ['Run', { 'model.fill': 'dense(128, init: he_normal)' }],
  'skip connections': ['Run', { 'model.skip': 1 }],
  'plain dropout': ['Run', { 'model.drop': 'dropout(0.1)' }],
} as const;
type Case = keyof typeof cases;

/** Of all values of each layer. */
interface Layers {
  readonly means: readonly number[];
  readonly variances: readonly number[];
}
type Numbers = Readonly<Record<Case, Layers>>;

// 500 examples of 128 units, which are the same for all examples: means of layers scatter by about 0.05.
const isNormal = (average: number, variance: number): boolean =>
  Math.abs(average) < 0.15 && variance > 0.8 && variance < 1.25;

const strayLayers = ({ means, variances }: Layers): number =>
  means.filter((average, layer) => !isNormal(average, variances[layer]!)).length;

export const seluFiftyLayers: Claim<Numbers> = {
  name: 'selu-fifty-layers',
  says: 'SELU keeps mean 0 and variance 1 through 50 dense layers if inputs are standardized, weights are LeCun normal, the network is a plain chain, and dropout is alpha dropout.',
  conditions:
    'Fifty layers of 128 units with their first weights, dropout at the rate 0.1 as in training, 500 digits of MNIST. A layer strays if the mean of its values is beyond ±0.15 or their variance outside of 0.8 to 1.25.',
  isQuick: true,
  measure: async (lab) => {
    const paths = ['first', ...Array.from({ length: LAYERS - 1 }, (_, layer) => `scores[${layer}].step.add`)];
    const results: [string, Layers][] = [];
    for (const [name, [run, settings]] of Object.entries(cases)) {
      const recipe = lab.recipe('selu-fifty-layers.nn', settings, run);
      const { values } = await lab.inspect(recipe, { values: paths, examples: 500 });
      const layers = paths.map((path) => values[path]!.data);
      results.push([
        name,
        { means: layers.map(mean), variances: layers.map((layer) => deviation(layer) ** 2) },
      ]);
    }
    return Object.fromEntries(results) as Numbers;
  },
  judge: (numbers) => {
    const { 'all conditions': kept, ...broken } = numbers;
    const last = ({ means, variances }: Layers): string =>
      `mean ${short(means.at(-1)!)}, variance ${short(variances.at(-1)!)}`;
    const recovered = Object.entries(broken)
      .filter(([, { means, variances }]) => isNormal(means.at(-1)!, variances.at(-1)!))
      .map(([name]) => name);
    return {
      outcome: outcomeOf(
        strayLayers(kept) === 0,
        ...Object.values(broken).map((layers) => strayLayers(layers) > 0),
      ),
      sentence:
        `With all conditions met ${strayLayers(kept)} of ${LAYERS} layers stray, and the last has ${last(kept)}. ` +
        `Without one of them it is ${listed(Object.entries(broken).map(([name, layers]) => `${strayLayers(layers)} with ${name} (last: ${last(layers)})`))}.` +
        (recovered.length === 0
          ? ''
          : ` SELU finds back by itself with ${listed(recovered)}: there the last layer is as it should be.`),
    };
  },
  table: (numbers) => ({
    head: ['layer', ...Object.keys(cases).map((name) => `${name}: mean, variance`)],
    rows: [1, 2, 5, 10, 20, 30, 40, 50].map((layer) => [
      String(layer),
      ...Object.values(numbers).map(
        ({ means, variances }) => `${short(means[layer - 1]!)}, ${short(variances[layer - 1]!)}`,
      ),
    ]),
  }),
  draw: ({ 'pixels 0 to 255': pixels, 'skip connections': skips, ...others }) => {
    const { 'all conditions': all, 'He normal': he, 'plain dropout': dropout } = others;
    const chart = { title: 'variance', xLabel: 'layer' };
    const lines = (layers: Readonly<Record<string, Layers>>) =>
      linesOf(Object.fromEntries(Object.entries(layers).map(([name, { variances }]) => [name, variances])));
    return figure(
      'SELU through fifty layers',
      'variance of all values of each layer, before training: as it should be, and with one condition broken',
      { ...chart, series: lines({ all, 'He normal': he, 'plain dropout': dropout }) },
      { ...chart, logarithmic: true, series: lines({ all, 'pixels 0–255': pixels, skips }) },
    );
  },
};
