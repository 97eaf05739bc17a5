import { outcomeOf, type Claim } from './support/claim.js';
import { figure, linesOf } from './support/draw.js';
import { rootMeanSquare } from './support/statistics.js';
import { short } from './support/words.js';

const activations = ['sigmoid', 'tanh', 'relu'] as const;
const DEPTH = 8;

/** By activation: the root mean square of the gradient by each layer's weights, from the first layer to the last. */
type Numbers = Readonly<Record<(typeof activations)[number], readonly number[]>>;

/** What is left of a gradient after one more layer on its way back, as a geometric mean. */
const perLayer = (sizes: readonly number[]): number =>
  (sizes[1]! / sizes.at(-1)!) ** (1 / (sizes.length - 2));

export const vanishingGradients: Claim<Numbers> = {
  name: 'vanishing-gradients',
  says: 'Sigmoid layers kill gradients, layer by layer.',
  conditions:
    'An MLP with eight hidden layers of 64 units on 256 digits of MNIST, with its first weights, each activation with the initializer it asks for.',
  isQuick: true,
  measure: async (lab) => {
    const kernels = Array.from({ length: DEPTH }, (_, layer) => `scores[${layer}].dense.kernel`);
    const sizes = async (act: string) => {
      const recipe = lab.recipe('vanishing-gradients.nn', { 'model.act': act });
      const { gradients } = await lab.inspect(recipe, { gradients: kernels, examples: 256 });
      return kernels.map((kernel) => rootMeanSquare(gradients[kernel]!.data));
    };
    return { sigmoid: await sizes('sigmoid'), tanh: await sizes('tanh'), relu: await sizes('relu') };
  },
  // The first kernel has another shape, so factors are taken between the second layer and the last.
  judge: ({ sigmoid, tanh, relu }) => ({
    outcome: outcomeOf(perLayer(sigmoid) < 0.5, perLayer(relu) > 0.5),
    sentence:
      `Going back one layer leaves ${short(perLayer(sigmoid))} of the gradient with sigmoid, ${short(perLayer(tanh))} with tanh and ` +
      `${short(perLayer(relu))} with ReLU: from the last hidden layer to the second it is a factor of ${short(sigmoid[1]! / sigmoid.at(-1)!)}, ` +
      `${short(tanh[1]! / tanh.at(-1)!)} and ${short(relu[1]! / relu.at(-1)!)}.`,
  }),
  table: (numbers) => ({
    head: ['layer', ...activations],
    rows: Array.from({ length: DEPTH }, (_, layer) => [
      String(layer + 1),
      ...activations.map((act) => short(numbers[act][layer]!)),
    ]),
  }),
  draw: (numbers) =>
    figure('Sigmoid layers kill gradients', 'size of the gradient by the weights of each hidden layer', {
      title: 'gradient (RMS)',
      xLabel: 'hidden layer',
      logarithmic: true,
      series: linesOf(numbers),
    }),
};
