import type { InputTable, LossDefinition, OptionTable } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { createContext } from '../ops.js';
import { completeOptions, type OptionArguments, type OptionRest } from '../options.js';
import { asOneOperation } from '../tape.js';

/** A loss as a function of tensors; gives `[batch]`, never reduced. Inputs beside prediction and target are given by name. */
export interface EagerLoss<O extends OptionTable> {
  (prediction: tf.Tensor, target: tf.Tensor, ...rest: OptionRest<OptionArguments<O>>): tf.Tensor1D;
  (
    inputs: Readonly<Record<string, tf.Tensor>> & {
      readonly prediction: tf.Tensor;
      readonly target: tf.Tensor;
    },
    ...rest: OptionRest<OptionArguments<O>>
  ): tf.Tensor1D;
}

export const eagerLoss =
  (definition: LossDefinition<OptionTable, InputTable>) =>
  (...given: readonly unknown[]): tf.Tensor => {
    const [inputs, rest = {}] =
      given[0] instanceof tf.Tensor
        ? [{ prediction: given[0], target: given[1] as tf.Tensor }, given[2] as object | undefined]
        : [given[0] as Readonly<Record<'prediction' | 'target', tf.Tensor>>, given[1] as object | undefined];
    const options = completeOptions(definition, rest);
    return tf.tidy(() => {
      const weight = tf.ones([inputs.prediction.shape[0]!]);
      const context = { ...createContext(definition.name), options, training: false, weight };
      const given = Object.values(inputs).filter((x) => x instanceof tf.Tensor);
      return asOneOperation(given, () => [{ loss: definition.apply(inputs, context) }])[0]!.loss!;
    });
  };
