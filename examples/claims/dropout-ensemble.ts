import { outcomeOf, type Claim } from './support/claim.js';
import { figure, linesOf } from './support/draw.js';
import { rowsOf } from './support/lab.js';
import { mean } from './support/statistics.js';
import { percent } from './support/words.js';

const EXAMPLES = 500;
const NETWORKS = 64;
const sizes = [1, 2, 4, 8, 16, 32, 64] as const;

type Rows = readonly (readonly number[])[];

interface Numbers {
  /** Mean distance (half the sum of absolute differences of probabilities) from weight scaling, by the size of the ensemble. */
  readonly distances: readonly number[];
  /** The same for geometric means of the probabilities. */
  readonly geometric: readonly number[];
  /** Test accuracy of such ensembles. */
  readonly accuracies: readonly number[];
  /** Of weight scaling: dropout passes everything, and the kept values were scaled up in training. */
  readonly scaled: number;
  /** The distance of ensembles of half the networks each from one another: what chance alone makes. */
  readonly halves: number;
}

const softmax = (scores: ArrayLike<number>): readonly number[] => {
  const top = Math.max(...Array.from(scores));
  const powers = Array.from(scores, (score) => Math.exp(score - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
};

const distance = (a: Rows, b: Rows): number =>
  mean(a.map((row, at) => row.reduce((sum, p, k) => sum + Math.abs(p - b[at]![k]!), 0) / 2));

const averaged = (networks: readonly Rows[]): Rows =>
  networks[0]!.map((row, at) => row.map((_, k) => mean(networks.map((network) => network[at]![k]!))));

/** Means of logarithms, made into probabilities again. */
const geometricMean = (networks: readonly Rows[]): Rows =>
  averaged(networks.map((network) => network.map((row) => row.map((p) => Math.log(Math.max(p, 1e-30)))))).map(
    softmax,
  );

const accuracyOf = (probabilities: Rows, labels: ArrayLike<number>): number =>
  mean(probabilities.map((row, at) => (row.indexOf(Math.max(...row)) === labels[at] ? 1 : 0)));

export const dropoutEnsemble: Claim<Numbers> = {
  name: 'dropout-ensemble',
  says: 'Dropout approximates averaging an ensemble: scaled weights give what the average of sub-networks gives.',
  conditions: `An MLP with two layers of 128 ReLUs and dropout at 0.5, 15 epochs of Adam on 2,000 digits of MNIST; ${NETWORKS} sub-networks drawn at random on ${EXAMPLES} test digits.`,
  isQuick: false,
  measure: async (lab) => {
    const recipe = lab.recipe('dropout-ensemble.nn');
    const { weights } = await lab.train(recipe);
    const look = { weights, part: 'test', examples: EXAMPLES, values: ['scores', 'label'] } as const;
    const probabilities = async (options: { readonly training: boolean; readonly step?: number }) => {
      const { values } = await lab.inspect(recipe, { ...look, ...options });
      return {
        rows: rowsOf(values['scores']!).map((row) => softmax(row)),
        labels: values['label']!.data,
      };
    };
    const { rows: scaled, labels } = await probabilities({ training: false });
    const networks: Rows[] = [];
    for (let step = 1; step <= NETWORKS; step++)
      networks.push((await probabilities({ training: true, step })).rows);
    const ensembles = sizes.map((size) => averaged(networks.slice(0, size)));
    return {
      distances: ensembles.map((ensemble) => distance(ensemble, scaled)),
      geometric: sizes.map((size) => distance(geometricMean(networks.slice(0, size)), scaled)),
      accuracies: ensembles.map((ensemble) => accuracyOf(ensemble, labels)),
      scaled: accuracyOf(scaled, labels),
      halves: distance(averaged(networks.slice(0, NETWORKS / 2)), averaged(networks.slice(NETWORKS / 2))),
    };
  },
  judge: ({ distances, geometric, accuracies, scaled, halves }) => {
    const [one, all, product] = [distances[0]!, distances.at(-1)!, geometric.at(-1)!];
    return {
      outcome: outcomeOf(
        all < one / 2,
        product < one / 2,
        scaled > accuracies[0]!,
        Math.abs(scaled - accuracies.at(-1)!) < 0.02,
      ),
      sentence:
        `Scaled weights differ from a single sub-network by ${percent(one)} of the probability, from the arithmetic mean of ${NETWORKS} by ${percent(all)} and from their geometric mean by ${percent(product)}; two ensembles of ${NETWORKS / 2} differ by ${percent(halves)}. ` +
        `Test accuracy: one sub-network ${percent(accuracies[0]!)}, the mean of ${NETWORKS} ${percent(accuracies.at(-1)!)}, scaled weights ${percent(scaled)} for the price of one.`,
    };
  },
  table: ({ distances, geometric, accuracies, scaled }) => ({
    head: [
      'sub-networks averaged',
      'distance from scaled weights',
      'of their geometric mean',
      'test accuracy of the average',
    ],
    rows: [
      ...sizes.map((size, index) => [
        String(size),
        ...[distances, geometric, accuracies].map((list) => percent(list[index]!)),
      ]),
      ['scaled weights', '–', '–', percent(scaled)],
    ],
  }),
  draw: ({ distances, geometric, accuracies, scaled }) => {
    const places = [...sizes.keys()];
    const axis = {
      xLabel: 'sub-networks averaged',
      categories: sizes.map(String),
      format: (value: number) => `${Number((value * 100).toFixed(1))} %`,
    };
    return figure(
      'Dropout is an ensemble',
      'averages of sub-networks against the whole network with scaled weights',
      {
        ...axis,
        title: 'distance from scaled weights',
        series: linesOf({ 'arithmetic mean': distances, 'geometric mean': geometric }, places),
      },
      {
        ...axis,
        title: 'test accuracy',
        series: linesOf({ ensemble: accuracies, 'scaled weights': sizes.map(() => scaled) }, places),
      },
    );
  },
};
