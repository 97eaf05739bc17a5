import type { FittedTable, HostArray, HostTensor, OptionTable, TransformDefinition } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { createContext } from '../ops.js';
import { completeOptions, type OptionArguments, type OptionRest } from '../options.js';
import { settled } from '../settled.js';

type Fitted<F extends FittedTable> = { readonly [K in keyof F]: tf.Tensor };

/** A transform of data as functions of tensors `[count, ...]`. */
export interface EagerTransform<O extends OptionTable, F extends FittedTable> {
  /** Reads the training part, and gives what `apply` needs to know of it. */
  fit(x: tf.Tensor, ...rest: OptionRest<OptionArguments<O>>): Promise<Fitted<F>>;
  apply(
    x: tf.Tensor,
    ...rest: keyof F extends never
      ? OptionRest<OptionArguments<O>>
      : [fitted: Fitted<F>, ...OptionRest<OptionArguments<O>>]
  ): tf.Tensor;
}

const host = async (x: tf.Tensor): Promise<HostTensor> => ({
  dtype: x.dtype as HostTensor['dtype'],
  shape: x.shape,
  data: x.dtype === 'float32' ? Float64Array.from(await x.data()) : ((await x.data()) as HostArray),
});
const onDevice = ({ dtype, shape, data }: HostTensor): tf.Tensor =>
  tf.tensor(dtype === 'float32' ? Float32Array.from(data) : (data as Int32Array), [...shape], dtype);

export const eagerTransform = (definition: TransformDefinition) => {
  const isFitted = Object.keys(definition.fitted ?? {}).length > 0;
  const apply = (x: tf.Tensor, fitted: Fitted<FittedTable>, given: object): tf.Tensor => {
    const { name } = definition;
    if (definition.apply === undefined)
      throw new TypeError(`${name} works on columns, when data is opened, and not on tensors.`);
    const options = completeOptions(definition, given);
    return tf.tidy(() => {
      const { ops } = createContext(name);
      const y = definition.apply!(x, { ops, options, fitted });
      return settled({ y }, new Set([x, ...Object.values(fitted)])).y!;
    });
  };
  return {
    fit: async (x: tf.Tensor, given: object = {}): Promise<Fitted<FittedTable>> => {
      const options = completeOptions(definition, given);
      const column = await host(x);
      const fitted = definition.fit?.(column, options) ?? {};
      return Object.fromEntries(Object.entries(fitted).map(([name, tensor]) => [name, onDevice(tensor)]));
    },
    apply: isFitted
      ? (x: tf.Tensor, fitted: Fitted<FittedTable>, given: object = {}) => apply(x, fitted, given)
      : (x: tf.Tensor, given: object = {}) => apply(x, {}, given),
  };
};
