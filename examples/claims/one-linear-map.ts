import type { HostTensor } from '@neurite/contract';
import { outcomeOf, type Claim } from './support/claim.js';
import { figure, pointsOf } from './support/draw.js';
import { rowsOf } from './support/lab.js';
import { affine, composed, type Affine } from './support/matrices.js';
import { rootMeanSquare } from './support/statistics.js';
import { percent, short } from './support/words.js';

interface Network {
  /** The root mean square difference between the network and its three layers multiplied into one, in units of its outputs. */
  readonly difference: number;
  /** The share of test digits that both put into the same class. */
  readonly agreement: number;
  readonly accuracy: number;
}
type Numbers = Readonly<Record<'identity' | 'relu', Network>>;

const best = (scores: ArrayLike<number>): number =>
  Array.from(scores).indexOf(Math.max(...Array.from(scores)));

/** x ↦ x · W₁W₂W₃ + …, as if there were nothing between the layers. */
const collapsed = (weights: ReadonlyMap<string, HostTensor>): Affine =>
  ['first', 'second', 'third']
    .map((name) => affine(weights.get(`scores.${name}.kernel`)!, weights.get(`scores.${name}.bias`)!))
    .reduce(composed);

export const oneLinearMap: Claim<Numbers> = {
  name: 'one-linear-map',
  says: 'Without activations a deep network is one linear map.',
  conditions:
    'Three dense layers, trained for five epochs on 2,000 digits of MNIST, without activations or with ReLU; their product, multiplied out in float64, on 1,000 test digits.',
  isQuick: true,
  measure: async (lab) => {
    const compare = async (act: string): Promise<Network> => {
      const recipe = lab.recipe('one-linear-map.nn', { 'model.act': act });
      const { weights, test } = await lab.train(recipe);
      const { values } = await lab.inspect(recipe, {
        weights,
        values: ['data.image.standardize', 'scores'],
        part: 'test',
        examples: 1000,
        training: false,
      });
      const map = collapsed(weights);
      const scores = rowsOf(values['scores']!);
      const other = rowsOf(values['data.image.standardize']!).map((image) => map.apply(image));
      const differences = scores.flatMap((row, place) => Array.from(row, (y, k) => y - other[place]![k]!));
      return {
        difference: rootMeanSquare(differences) / rootMeanSquare(values['scores']!.data),
        agreement: scores.filter((row, place) => best(row) === best(other[place]!)).length / scores.length,
        accuracy: test!['accuracy']!,
      };
    };
    return { identity: await compare('identity'), relu: await compare('relu') };
  },
  // Float32 sums of 784 products are right to about 1e-6.
  judge: ({ identity, relu }) => ({
    outcome: outcomeOf(identity.difference < 1e-5, relu.difference > 1e-2),
    sentence:
      `Multiplied into one matrix, three layers without activations give the same scores but for ${short(identity.difference)} of their size, and the same class for ${percent(identity.agreement)} of the digits; ` +
      `with ReLU between them the product is off by ${short(relu.difference)} and agrees on ${percent(relu.agreement)}. Test accuracy: ${percent(identity.accuracy)} without activations, ${percent(relu.accuracy)} with.`,
  }),
  table: (numbers) => ({
    head: ['activation', 'difference from one matrix', 'same class', 'test accuracy'],
    rows: Object.entries(numbers).map(([name, { difference, agreement, accuracy }]) => [
      name,
      short(difference),
      percent(agreement),
      percent(accuracy),
    ]),
  }),
  draw: ({ identity, relu }) =>
    figure('One linear map', 'three layers against the product of their matrices', {
      title: 'difference, in units of the scores',
      xLabel: 'activation between the layers',
      logarithmic: true,
      ...pointsOf({ none: [identity.difference], ReLU: [relu.difference] }),
    }),
};
