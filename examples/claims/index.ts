import { activationRanking } from './activation-ranking.js';
import { activationSearch } from './activation-search.js';
import { batchNorm } from './batch-norm.js';
import { codes } from './codes.js';
import { convolutionAsDense } from './convolution-as-dense.js';
import { dropoutEnsemble } from './dropout-ensemble.js';
import { dyingRelu } from './dying-relu.js';
import { geluGate } from './gelu-gate.js';
import { l1AndL2 } from './l1-and-l2.js';
import { linearAutoencoder } from './linear-autoencoder.js';
import { oneLinearMap } from './one-linear-map.js';
import { pretrainingFewLabels } from './pretraining-few-labels.js';
import { randomOrGrid } from './random-or-grid.js';
import { relu6AndMaxout } from './relu6-and-maxout.js';
import { seluFiftyLayers } from './selu-fifty-layers.js';
import type { Claim } from './support/claim.js';
import { tenLayers } from './ten-layers.js';
import { vanishingGradients } from './vanishing-gradients.js';
import { zeroInitialization } from './zero-initialization.js';
import { zigZag } from './zig-zag.js';

export { createLab } from './support/lab.js';
export type { Claim, Outcome, Table, Verdict } from './support/claim.js';

/** All claims, in the order of the notes. Each is about numbers of its own, which only its own functions read. */
export const claims: readonly Claim<unknown>[] = [
  vanishingGradients,
  zigZag,
  oneLinearMap,
  relu6AndMaxout,
  dyingRelu,
  geluGate,
  seluFiftyLayers,
  activationRanking,
  activationSearch,
  zeroInitialization,
  tenLayers,
  batchNorm,
  l1AndL2,
  dropoutEnsemble,
  linearAutoencoder,
  codes,
  pretrainingFewLabels,
  convolutionAsDense,
  randomOrGrid,
];
