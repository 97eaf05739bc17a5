import type { HostArray, InputTable, MetricDefinition, OptionTable } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { createContext } from '../ops.js';
import { completeOptions, type OptionArguments, type OptionRest } from '../options.js';

/** What a metric may be told besides its options. */
export interface MetricSettings {
  /** The weight of each example, `[batch]`; 1 by default. */
  readonly weight?: tf.Tensor;
}

/** A metric as a function of tensors: the number, over one batch. */
export type EagerMetric<O extends OptionTable> = (
  prediction: tf.Tensor,
  target: tf.Tensor,
  ...rest: OptionRest<OptionArguments<O> & MetricSettings>
) => Promise<number>;

export const eagerMetric =
  (definition: MetricDefinition<OptionTable, InputTable>) =>
  async (
    prediction: tf.Tensor,
    target: tf.Tensor,
    { weight, ...given }: MetricSettings = {},
  ): Promise<number> => {
    const options = completeOptions(definition, given);
    const sums = tf.tidy(() => {
      const context = { ...createContext(definition.name), options, training: false };
      const weights = weight ?? tf.ones([prediction.shape[0]!]);
      return { ...definition.accumulate({ prediction, target }, { ...context, weight: weights }) };
    });
    const read: [string, HostArray][] = [];
    for (const [name, sum] of Object.entries(sums)) {
      read.push([name, (await sum.data()) as HostArray]);
      sum.dispose();
    }
    return definition.finish(Object.fromEntries(read), options);
  };
