import { sizeOf, type InitializerDefinition, type OptionTable, type Shape } from '@neurite/contract';
import { hostRandom } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import { completeOptions, type OptionArguments, type OptionRest } from '../options.js';

/** What an initializer may be told besides its options. */
export interface InitializerSettings {
  /** The same seed and path draw the same numbers; 0 by default. */
  readonly seed?: number;
  /** Tells tensors of one seed apart; with a parameter's path as in a `.nn` file, the numbers are those of Neurite's training. */
  readonly path?: string;
  /** By default `inputs` and `outputs` of a kernel `[...window, inputs, outputs]`, each times the elements of its window. */
  readonly fanIn?: number;
  readonly fanOut?: number;
  /** The tensor that it starts from, for initializers that start from one: `incoming_norm`. */
  readonly of?: tf.Tensor;
}

/** An initializer as a function that makes tensors. */
export type EagerInitializer<O extends OptionTable> = (
  shape: Shape,
  ...rest: OptionRest<OptionArguments<O> & InitializerSettings>
) => tf.Tensor;

/** A vector, such as a bias, is as long as both of its fans. */
const fansOf = (shape: Shape): { readonly fanIn: number; readonly fanOut: number } => {
  if (shape.length < 2) return { fanIn: sizeOf(shape), fanOut: sizeOf(shape) };
  const elements = sizeOf(shape.slice(0, -2));
  return { fanIn: elements * shape.at(-2)!, fanOut: elements * shape.at(-1)! };
};

export const eagerInitializer =
  (definition: InitializerDefinition) =>
  (shape: Shape, settings: InitializerSettings = {}): tf.Tensor => {
    const fans = fansOf(shape);
    const {
      seed = 0,
      path = definition.name,
      fanIn = fans.fanIn,
      fanOut = fans.fanOut,
      of,
      ...given
    } = settings;
    const options = completeOptions(definition, given);
    const values = definition.initialize(
      { shape, fanIn, fanOut, ...(of === undefined ? {} : { of: { shape: of.shape, data: of.dataSync() } }) },
      { options, random: hostRandom(seed, path) },
    );
    return tf.tensor(Float32Array.from(values), [...shape], 'float32');
  };
