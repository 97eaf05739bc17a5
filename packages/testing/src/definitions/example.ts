import {
  inputDeclaration,
  type Example,
  type HostTensor,
  type InputTable,
  type Nested,
  type OptionTable,
  type OptionValue,
} from '@neurite/contract';
import { tensor } from '../tensors/index.js';
import { declared, fits, noBindings } from './declared.js';

/**
 * Given options over defaults.
 *
 * @throws Error where an option that must be given is not.
 */
export const optionsOf = (
  table: OptionTable,
  given: Example['options'] = {},
): Readonly<Record<string, OptionValue>> => {
  const missing = Object.entries(table).find(
    ([name, option]) =>
      given[name] === undefined && (option as { readonly default?: unknown }).default === undefined,
  );
  if (missing !== undefined)
    throw new Error(`An example must give the option "${missing[0]}": it has no default.`);
  const defaults = Object.entries(table).flatMap(([name, option]) => {
    const value = (option as { readonly default?: OptionValue }).default;
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(defaults), ...given };
};

export const prefixed = (
  prefix: string,
  tensors: Readonly<Record<string, HostTensor>>,
): Readonly<Record<string, HostTensor>> =>
  Object.fromEntries(Object.entries(tensors).map(([name, value]) => [`${prefix} ${name}`, value]));

export const floats = (table: Readonly<Record<string, Nested>> = {}): Readonly<Record<string, HostTensor>> =>
  Object.fromEntries(Object.entries(table).map(([name, value]) => [name, tensor(value, 'float32')]));

/** Inputs with the dtypes that their declarations ask for; the values of a variadic input are called `xs[0]`, `xs[1]`, …. */
export const inputTensors = (
  table: InputTable,
  given: Example['inputs'] = {},
): Readonly<Record<string, HostTensor>> =>
  Object.fromEntries(
    Object.entries(table).flatMap(([name, entry]): readonly (readonly [string, HostTensor])[] => {
      const value = given[name];
      const { shape, variadic } = inputDeclaration(entry);
      if (value === undefined) return [];
      const { dtype } = declared(shape);
      if (variadic !== true) return [[name, tensor(value, dtype)]];
      return (value as readonly Nested[]).map((each, index) => [`${name}[${index}]`, tensor(each, dtype)]);
    }),
  );

/** The first signature that the example's values fit, by dtype and rank: as the compiler chooses. */
export const signatureOf = (signatures: readonly InputTable[], { inputs = {} }: Example): InputTable => {
  const found = signatures.find((signature) => {
    const known = noBindings();
    return Object.entries(signature).every(([name, entry]) => {
      const { shape, optional } = inputDeclaration(entry);
      return inputs[name] === undefined ? optional === true : fits(shape, tensor(inputs[name]), known);
    });
  });
  if (found === undefined) throw new Error('The example fits none of the signatures.');
  return found;
};
