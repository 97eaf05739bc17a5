import type { InputTable, LossDefinition, OptionTable } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { createContext } from '../ops.js';
import { completeOptions, type OptionArguments, type OptionRest } from '../options.js';

/** A loss as a function of tensors; gives `[batch]`, never reduced. */
export type EagerLoss<O extends OptionTable> = (
  prediction: tf.Tensor,
  target: tf.Tensor,
  ...rest: OptionRest<OptionArguments<O>>
) => tf.Tensor1D;

export const eagerLoss =
  (definition: LossDefinition<OptionTable, InputTable>) =>
  (prediction: tf.Tensor, target: tf.Tensor, given: object = {}): tf.Tensor => {
    const options = completeOptions(definition, given);
    return tf.tidy(() => {
      const context = { ...createContext(definition.name), options, training: false };
      return definition.apply({ prediction, target }, context);
    });
  };
