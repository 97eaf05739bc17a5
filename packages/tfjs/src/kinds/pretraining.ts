import type { OptionTable, PretrainingDefinition, StageFunctions } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { createContext } from '../ops.js';
import { completeOptions, type OptionArguments, type OptionRest } from '../options.js';
import type { CallSettings } from './layer.js';

/** What of a stage the method asks for: mostly `encode` and `decode`. */
export type Stage = Partial<StageFunctions<tf.Tensor>>;

const missing = (method: string, name: string) => (): never => {
  throw new TypeError(`${method} needs "${name}" of the stage.`);
};

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
    const { name } = definition;
    return tf.tidy(() =>
      definition.objective(
        {
          input,
          encode: missing(name, 'encode'),
          decode: missing(name, 'decode'),
          // Without an activation at their ends both are linear already.
          encodeLinearly: stage.encode ?? missing(name, 'encodeLinearly'),
          decodeLinearly: stage.decode ?? missing(name, 'decodeLinearly'),
          jacobianNorm: missing(name, 'jacobianNorm'),
          ...stage,
        },
        { ...createContext(definition.name, key), options, training },
      ),
    );
  };
