import { outcomeOf, type Claim } from './support/claim.js';
import { figure, linesOf } from './support/draw.js';
import { columnsOf } from './support/lab.js';
import { mean } from './support/statistics.js';
import { percent } from './support/words.js';

const sizes = [1, 4, 16, 64, 256] as const;
// Of each size, so that single examples do not decide.
const BATCHES = 6;

interface Numbers {
  /** By what is in front of the layer, and for each size of batch: the share of units whose weight gradients have one sign. */
  readonly sigmoid: readonly number[];
  readonly tanh: readonly number[];
}

const hasOneSign = (gradients: Float32Array): boolean => {
  const signs = new Set(Array.from(gradients, Math.sign));
  return !(signs.has(1) && signs.has(-1));
};

export const zigZag: Claim<Numbers> = {
  name: 'zig-zag',
  says: "Inputs that are all positive make all of a neuron's weight gradients share one sign, so that weights can only zig-zag to where they should be.",
  conditions: `The 64 units of the second layer of an MLP, behind sigmoid or tanh, with first weights; ${BATCHES} batches of MNIST digits of each size.`,
  isQuick: true,
  measure: async (lab) => {
    const shares = async (squash: string): Promise<readonly number[]> => {
      const recipe = lab.recipe('zig-zag.nn', { 'model.squash': squash });
      const results: number[] = [];
      for (const size of sizes) {
        const found: number[] = [];
        for (let batch = 0; batch < BATCHES; batch++) {
          const examples = Array.from({ length: size }, (_, row) => (batch * size + row) % 2000);
          const { gradients } = await lab.inspect(recipe, { gradients: ['h2.dense.kernel'], examples });
          const units = columnsOf(gradients['h2.dense.kernel']!);
          found.push(units.filter(hasOneSign).length / units.length);
        }
        results.push(mean(found));
      }
      return results;
    };
    return { sigmoid: await shares('sigmoid'), tanh: await shares('tanh') };
  },
  judge: ({ sigmoid, tanh }) => ({
    outcome: outcomeOf(sigmoid[0] === 1, tanh[0]! < 0.05, sigmoid[3]! > 0.5),
    sentence:
      `For a single example ${percent(sigmoid[0]!)} of the units behind a sigmoid have weight gradients of one sign, and ${percent(tanh[0]!)} of those behind tanh. ` +
      `In batches of ${sizes[3]} examples, whose own signs differ, it is ${percent(sigmoid[3]!)} and ${percent(tanh[3]!)}.`,
  }),
  table: ({ sigmoid, tanh }) => ({
    head: ['batch', 'behind sigmoid', 'behind tanh'],
    rows: sizes.map((size, index) => [String(size), percent(sigmoid[index]!), percent(tanh[index]!)]),
  }),
  draw: ({ sigmoid, tanh }) =>
    figure('Zig-zag', 'share of units whose weight gradients all have one sign', {
      title: 'units with one sign',
      xLabel: 'examples in a batch',
      categories: sizes.map(String),
      most: 1.02,
      format: (value) => `${Math.round(value * 100)} %`,
      series: linesOf({ 'behind sigmoid': sigmoid, 'behind tanh': tanh }, [...sizes.keys()]),
    }),
};
