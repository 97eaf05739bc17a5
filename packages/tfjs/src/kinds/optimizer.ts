import { slotShapeOf, type OptimizerDefinition, type OptionTable } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { createContext } from '../ops.js';
import { completeOptions, type OptionArguments, type OptionRest } from '../options.js';

/** Tensors by name. */
export type Tensors<K extends string = string> = { readonly [N in K]: tf.Tensor };

/** What an optimizer remembers: how many steps it has made, and its slots by parameter. */
export interface OptimizerState<K extends string = string, S extends string = string> {
  readonly step: number;
  readonly slots: { readonly [N in K]: { readonly [M in S]: tf.Tensor } };
}

/** Optimizers change nothing: parameters and state go in, new ones come out, and whoever called disposes of the old. */
export interface EagerOptimizer<S extends string> {
  /**
   * @param state of the update before; zeros at first.
   * @param rate of this step, where a schedule says another than the option.
   */
  update<K extends string>(
    parameters: Tensors<K>,
    gradients: Tensors<K>,
    state?: OptimizerState<K, S>,
    rate?: number,
  ): { readonly parameters: Tensors<K>; readonly state: OptimizerState<K, S> };
}

/** An optimizer as a function of its options. */
export type MakeOptimizer<O extends OptionTable, S extends string> = (
  ...rest: OptionRest<OptionArguments<O>>
) => EagerOptimizer<S>;

export const eagerOptimizer =
  (definition: OptimizerDefinition) =>
  (given: object = {}): EagerOptimizer<string> => {
    const options = completeOptions(definition, given);
    const zeros = (parameter: tf.Tensor) =>
      Object.fromEntries(
        definition.slots.map((slot) => [
          slot,
          tf.zeros([...slotShapeOf(definition, slot, parameter.shape, options)]),
        ]),
      );
    return {
      update: (
        parameters,
        gradients,
        state,
        rate = Number((options as { readonly rate?: unknown }).rate),
      ) => {
        const step = (state?.step ?? 0) + 1;
        const scalars = definition.scalars(step, rate, options);
        const updated = tf.tidy(() => {
          const { ops } = createContext(definition.name);
          const tensors = Object.fromEntries(
            Object.entries(scalars).map(([name, value]) => [name, tf.scalar(value)]),
          );
          return Object.entries<tf.Tensor>(parameters).map(([name, parameter]) => {
            const slots = state?.slots[name as keyof typeof parameters] ?? zeros(parameter);
            const gradient = gradients[name as keyof typeof parameters];
            return [
              name,
              definition.update({ parameter, gradient, slots, scalars: tensors }, { ops, options }),
            ] as const;
          });
        });
        const pick = <R>(of: (entry: (typeof updated)[number][1]) => R) =>
          Object.fromEntries(updated.map(([name, entry]) => [name, of(entry)]));
        return {
          parameters: pick(({ parameter }) => parameter) as typeof parameters,
          state: {
            step,
            slots: pick(({ slots }) => slots) as OptimizerState<keyof typeof parameters & string>['slots'],
          },
        };
      },
    };
  };
