import {
  inputDeclaration,
  type InputTable,
  type LayerDefinition,
  type OptionTable,
  type OutputTable,
  type ParameterTable,
} from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { createContext } from '../ops.js';
import {
  checkAxes,
  completeOptions,
  inferOptions,
  type OptionArguments,
  type OptionRest,
} from '../options.js';
import { settled } from '../settled.js';
import { asOneOperation } from '../tape.js';

/** What a call may say besides the layer's own options. */
export interface CallSettings {
  /** The seed of the random numbers of this call. The same key draws the same numbers. */
  readonly key?: number;
  /** Whether to run as in training; true by default where a key is given. */
  readonly training?: boolean;
}

type Tensor = tf.Tensor;
type Value<D> = D extends { readonly variadic: true } ? readonly Tensor[] : Tensor;
type OptionalInput<I extends InputTable> = {
  [K in keyof I]: I[K] extends { readonly optional: true } ? K : never;
}[keyof I];
type NamedInputs<I extends InputTable> = {
  readonly [K in Exclude<keyof I, OptionalInput<I>>]: Value<I[K]>;
} & { readonly [K in OptionalInput<I>]?: Tensor };
type IsUnion<U, V = U> = U extends unknown ? ([V] extends [U] ? false : true) : never;
type Required<I extends InputTable> = Exclude<keyof I, OptionalInput<I>>;
/** By name; or the tensor alone where no other input is required. */
export type LayerInputs<I extends InputTable> =
  NamedInputs<I> | (IsUnion<Required<I>> extends true ? never : Value<I[Required<I>]>);

type Conditional<P extends ParameterTable> = {
  [K in keyof P]: P[K] extends { readonly when: string } ? K : never;
}[keyof P];
/** Parameters that exist on a condition may be left out; state that is kept must be given. */
export type LayerTensors<P extends ParameterTable, S extends ParameterTable> = {
  readonly [K in Exclude<keyof P, Conditional<P>> | keyof S]: Tensor;
} & { readonly [K in Conditional<P>]?: Tensor };

type NamedOutputs<Y extends OutputTable> = { readonly [K in keyof Y]: Tensor };
/** The tensor, where there is one output; several by name; and where the layer keeps state, that as well. */
export type LayerResult<Y extends OutputTable, S extends ParameterTable> = keyof S extends never
  ? IsUnion<keyof Y> extends true
    ? NamedOutputs<Y>
    : Tensor
  : { readonly outputs: NamedOutputs<Y>; readonly state: { readonly [K in keyof S]: Tensor } };

/** A layer as a function of tensors. */
export type EagerLayer<
  O extends OptionTable,
  I extends InputTable,
  Y extends OutputTable,
  P extends ParameterTable,
  S extends ParameterTable,
> = keyof P | keyof S extends never
  ? (inputs: LayerInputs<I>, ...rest: OptionRest<OptionArguments<O> & CallSettings>) => LayerResult<Y, S>
  : (
      inputs: LayerInputs<I>,
      tensors: LayerTensors<P, S>,
      options?: OptionArguments<O, true> & CallSettings,
    ) => LayerResult<Y, S>;

type Tensors = Readonly<Record<string, Tensor | undefined>>;
type AnyInputs =
  Tensor | readonly Tensor[] | Readonly<Record<string, Tensor | readonly Tensor[] | undefined>>;

const isAlone = (inputs: AnyInputs): inputs is Tensor | readonly Tensor[] =>
  inputs instanceof tf.Tensor || Array.isArray(inputs);

export const eagerLayer = (definition: LayerDefinition) => {
  const { name, parameters, state } = definition;
  const [parameterNames, stateNames] = [Object.keys(parameters), Object.keys(state)];
  const always = [...parameterNames, ...stateNames].filter(
    (tensor) => (parameters[tensor] ?? state[tensor])!.when === undefined,
  );
  const required = Object.keys(definition.inputs).filter(
    (input) => inputDeclaration(definition.inputs[input]!).optional !== true,
  );
  const byName = (inputs: AnyInputs): Readonly<Record<string, unknown>> => {
    if (!isAlone(inputs)) return inputs;
    if (required.length !== 1)
      throw new TypeError(`${name} takes its inputs by name: ${required.join(', ')}.`);
    return { [required[0]!]: inputs };
  };
  const requireTensors = (tensors: Tensors): void => {
    const missing = always.find((tensor) => tensors[tensor] === undefined);
    if (missing !== undefined) throw new TypeError(`${name} needs the tensor "${missing}".`);
  };
  const pick = (names: readonly string[], tensors: Tensors): Readonly<Record<string, Tensor>> => {
    const picked: Record<string, Tensor> = {};
    for (const tensor of names) picked[tensor] = tensors[tensor]!;
    return picked;
  };
  const call = (
    inputs: AnyInputs,
    tensors: Tensors,
    { key, training = key !== undefined, ...given }: CallSettings,
  ) => {
    requireTensors(tensors);
    const options = completeOptions(definition, given, inferOptions(definition, tensors));
    const named = byName(inputs);
    checkAxes(definition, options, named);
    return tf.tidy(() => {
      const { ops, random } = createContext(name, key);
      const kept = pick(stateNames, tensors);
      const context = {
        ops,
        random,
        options,
        training,
        parameters: pick(parameterNames, tensors),
        state: kept,
      };
      const all = [...Object.values(named).flat(), ...Object.values(tensors)].filter(
        (x): x is Tensor => x instanceof tf.Tensor,
      );
      const [results, renewed] = asOneOperation(all, () => {
        const result = definition.apply(named as never, context);
        return [result.outputs, training && result.state ? result.state : kept];
      });
      const taken = new Set(all);
      const outputs = settled(results!, taken);
      if (stateNames.length > 0) return { outputs, state: settled(renewed!, taken) };
      const [only, ...others] = Object.values(outputs);
      return others.length === 0 ? only! : outputs;
    });
  };
  return parameterNames.length + stateNames.length > 0
    ? (inputs: AnyInputs, tensors: Tensors, options: CallSettings = {}) => call(inputs, tensors, options)
    : (inputs: AnyInputs, options: CallSettings = {}) => call(inputs, {}, options);
};
