import { existsSync, readFileSync } from 'node:fs';
import { fromJson } from '@neurite/core';
import { activationRanking } from '../activation-ranking.js';
import { activationSearch } from '../activation-search.js';
import { batchNorm } from '../batch-norm.js';
import { codes } from '../codes.js';
import { convolutionAsDense } from '../convolution-as-dense.js';
import { dropoutEnsemble } from '../dropout-ensemble.js';
import { dyingRelu } from '../dying-relu.js';
import { geluGate } from '../gelu-gate.js';
import { claims } from '../index.js';
import { l1AndL2 } from '../l1-and-l2.js';
import { linearAutoencoder } from '../linear-autoencoder.js';
import { oneLinearMap } from '../one-linear-map.js';
import { pretrainingFewLabels } from '../pretraining-few-labels.js';
import { randomOrGrid } from '../random-or-grid.js';
import { relu6AndMaxout } from '../relu6-and-maxout.js';
import { seluFiftyLayers } from '../selu-fifty-layers.js';
import type { Claim } from '../support/claim.js';
import { tenLayers } from '../ten-layers.js';
import { vanishingGradients } from '../vanishing-gradients.js';
import { zeroInitialization } from '../zero-initialization.js';
import { zigZag } from '../zig-zag.js';

// A verdict must be able to say the opposite. Each claim is judged on the numbers that were measured, and on numbers of something that
// behaves otherwise: mostly those of its own other arm, in the place of the one that the claim is about.

const measured = <N>({ name }: Claim<N>): N => {
  const file = new URL(`../results/${name}.json`, import.meta.url);
  if (!existsSync(file)) throw new Error(`${name} was never tried: npm run claims -- ${name}`);
  return (fromJson(readFileSync(file, 'utf8')) as { readonly numbers: N }).numbers;
};

interface Trial {
  readonly claim: Claim<unknown>;
  readonly numbers: unknown;
  readonly otherwise: unknown;
}
const trial = <N>(claim: Claim<N>, change: (numbers: N) => N): Trial => {
  const numbers = measured(claim);
  return { claim, numbers, otherwise: change(numbers) };
};

const trials: readonly Trial[] = [
  trial(vanishingGradients, (numbers) => ({ ...numbers, sigmoid: numbers.tanh })),
  trial(zigZag, (numbers) => ({ ...numbers, sigmoid: numbers.tanh })),
  trial(oneLinearMap, (numbers) => ({ ...numbers, identity: numbers.relu })),
  trial(relu6AndMaxout, (numbers) => ({
    ...numbers,
    differences: { ...numbers.differences, ReLU6: numbers.control },
  })),
  // All of what is said to help does.
  trial(dyingRelu, (numbers) => ({ ...numbers, 'ReLU, bias 0.01': numbers['leaky ReLU'] })),
  trial(geluGate, (numbers) => ({ ...numbers, exact: numbers.sigmoid })),
  trial(seluFiftyLayers, (numbers) => ({ ...numbers, 'all conditions': numbers['He normal'] })),
  // Clear steps from each to the next.
  trial(activationRanking, (numbers) => ({
    SELU: { ...numbers.SELU, accuracy: [0.951, 0.95] },
    ELU: { ...numbers.ELU, accuracy: [0.941, 0.94] },
    'leaky ReLU': { ...numbers['leaky ReLU'], accuracy: [0.931, 0.93] },
    ReLU: { ...numbers.ReLU, accuracy: [0.921, 0.92] },
    tanh: { ...numbers.tanh, accuracy: [0.911, 0.91] },
    sigmoid: { ...numbers.sigmoid, accuracy: [0.901, 0.9] },
  })),
  trial(activationSearch, (numbers) => ({ ...numbers, relu: numbers.trials[0]!.loss / 2 })),
  trial(zeroInitialization, (numbers) => ({ ...numbers, zeros: numbers.Glorot })),
  trial(tenLayers, (numbers) => ({ ...numbers, 'ReLU, Glorot': numbers['ReLU, He'] })),
  trial(batchNorm, (numbers) => ({
    ...numbers,
    single: { ...numbers.single, 'layer norm': numbers.single['batch norm'] },
  })),
  trial(l1AndL2, (numbers) => ({ ...numbers, L1: numbers.L2 })),
  // The arithmetic mean as near as the geometric one.
  trial(dropoutEnsemble, (numbers) => ({ ...numbers, distances: numbers.geometric })),
  // As it was before training.
  trial(linearAutoencoder, ({ angles, ...numbers }) => ({ ...numbers, angles: [...angles].reverse() })),
  // What is learned is what PCA finds.
  trial(codes, ({ pca, ...numbers }) => ({ ...numbers, pca, codes: pca.map((share) => [share]) })),
  // Pretraining has no effect, and what is not pretrained never learns its labels.
  trial(pretrainingFewLabels, ({ 'small top': small, 'big top': big }) => ({
    'small top': { plain: small.plain, pretrained: small.plain },
    'big top': { plain: small.plain, pretrained: big.pretrained },
  })),
  // Average pooling spreads the gradient.
  trial(convolutionAsDense, (numbers) => ({ ...numbers, atMaxima: [0.25], elsewhere: 0.25 })),
  trial(randomOrGrid, (numbers) => numbers.map(({ random, grid }) => ({ random: grid, grid: random }))),
];

it('every claim has numbers that say the opposite', () => {
  expect(trials.map(({ claim }) => claim.name)).toEqual(claims.map(({ name }) => name));
});

describe.each(trials.map((each) => [each.claim.name, each] as const))('%s', (_, each) => {
  const { claim, numbers, otherwise } = each;

  it('is judged by its numbers', () => {
    expect(claim.judge(otherwise).outcome).not.toBe(claim.judge(numbers).outcome);
    expect(claim.judge(otherwise).sentence).not.toBe(claim.judge(numbers).sentence);
  });

  it('says and shows numbers', () => {
    const { sentence } = claim.judge(numbers);
    expect(sentence).toMatch(/\d/);
    const { head, rows } = claim.table(numbers);
    for (const row of rows) expect(row).toHaveLength(head.length);
    for (const text of [sentence, ...rows.flat(), claim.draw(numbers)])
      expect(text).not.toMatch(/undefined|NaN/);
  });
});
