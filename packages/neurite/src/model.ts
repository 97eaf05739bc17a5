import { classNames, type Names, type Prediction, type Predictor, type PredictOptions } from '@neurite/core';
import type { Inputs, ModelTypes, Outputs } from './model-types.js';
import { valueOf } from './neurite-error.js';

/** A model on a device, ready to predict. */
export interface Model<T extends ModelTypes = ModelTypes> {
  /** Outputs by name, as tensors in host memory. */
  predict(inputs: Inputs<T>, options?: PredictOptions): Promise<Outputs<T>>;
  /** The name of the class with the highest score, by output: one for each list of scores. Only outputs whose classes have names. */
  namesOf(outputs: Outputs<T>): Readonly<Record<string, Names>>;
  /** Names of classes, by field of the data that it was trained on. */
  readonly classes: Predictor['classes'];
  /** Frees the device. */
  close(): void;
}

/** A predictor that throws where inputs do not fit. */
export const modelOn = <T extends ModelTypes>({ predict, outputs, classes, close }: Predictor): Model<T> => ({
  // What the types promise, `predict` checks: a type may be of another model.
  predict: async (inputs, options) => valueOf(await predict(inputs, options)) as Outputs<T>,
  namesOf: (prediction) => classNames(outputs, prediction as Prediction),
  classes,
  close,
});
