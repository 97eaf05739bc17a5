import type { OptionTable, PretrainingDefinition } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { createContext } from '../ops.js';
import { completeOptions, type OptionArguments, type OptionRest } from '../options.js';
import type { CallSettings } from './layer.js';

/** The two halves of a stage. */
export interface Stage {
  encode(x: tf.Tensor): tf.Tensor;
  decode(code: tf.Tensor): tf.Tensor;
}

/** The objective of one stage of pretraining as a function of tensors; gives `[batch]`. */
export type EagerPretraining<O extends OptionTable> = (
  input: tf.Tensor,
  stage: Stage,
  ...rest: OptionRest<OptionArguments<O> & CallSettings>
) => tf.Tensor1D;

export const eagerPretraining =
  (definition: PretrainingDefinition) =>
  (input: tf.Tensor, stage: Stage, { key, training = true, ...given }: CallSettings = {}): tf.Tensor => {
    const options = completeOptions(definition, given);
    return tf.tidy(() =>
      definition.objective(
        { input, ...stage },
        { ...createContext(definition.name, key), options, training },
      ),
    );
  };
