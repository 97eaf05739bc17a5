import type { DefinitionOf, Kind } from '@neurite/contract';
import type { Check } from './check.js';
import { augmentationChecks } from './augmentation-checks.js';
import { initializerChecks, scheduleChecks, sourceChecks } from './host-checks.js';
import { layerChecks, lossChecks, transformChecks } from './layer-checks.js';
import { metricChecks } from './metric-checks.js';
import { optimizerChecks } from './optimizer-checks.js';
import { constraintChecks, pretrainingChecks, regularizerChecks } from './parameter-checks.js';
import { combinationChecks, distributionChecks, strategyChecks } from './search-checks.js';

/** What is checked of a definition, by kind. */
export const checksOf: { readonly [K in Kind]: (definition: DefinitionOf[K]) => readonly Check[] } = {
  // Documented · types as declared · examples · gradients of inputs and parameters, of inputs at corners and
  // jumps too · finite and NaN-visible at awkward values.
  layer: layerChecks,
  // The same; the result is [batch].
  loss: lossChecks,
  // Documented · types as declared · examples · awkward values; host transforms only documented.
  transform: transformChecks,
  // Documented · examples · writes all of the result and nothing else · the same key gives the same bits.
  augmentation: augmentationChecks,
  // Documented · a scalar · examples · gradient, at corners too.
  regularizer: regularizerChecks,
  // Documented · a projection · examples.
  constraint: constraintChecks,
  // Documented · one number for each example · examples · gradients · awkward values.
  pretraining: pretrainingChecks,
  // Documented · examples · sums add up over batches · padding does not count.
  metric: metricChecks,
  // Documented · scalars finite · types stay · a bowl in 100 steps · gradients of 0, tiny and large · the claim `elementwise`.
  optimizer: optimizerChecks,
  // Documented · finite · deterministic · draws on devices what it fills weights with, if it draws.
  initializer: initializerChecks,
  // Documented · factors finite and not negative.
  schedule: scheduleChecks,
  // Documented.
  source: sourceChecks,
  // Documented · texts at the corners and inside of its cube, the same again · what is wider contains it.
  distribution: distributionChecks,
  // Documented · places inside the cube · no more trials than allowed · ends · the same again · no trial twice for the same epochs.
  strategy: strategyChecks,
  // Documented · examples · types stay · the same member twice decides as it does once · the order of members does not matter.
  combination: combinationChecks,
};
