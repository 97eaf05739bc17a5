import {
  type Example,
  type Exceptions,
  type OptionTable,
  type OptionsOf,
  type Ops,
  loss,
} from '@neurite/contract';
import { perExample } from './per-example.js';

/** A loss of numbers: a function of each prediction and its target, averaged. */
export const elementwise = <const O extends OptionTable>(entry: {
  readonly name: string;
  readonly summary: string;
  readonly formula: string;
  readonly description?: string;
  readonly references?: readonly string[];
  readonly exceptions?: Exceptions;
  readonly options: O;
  readonly examples: readonly Example[];
  error<T>(prediction: T, target: T, ops: Ops<T>, options: OptionsOf<O>): T;
}) => {
  const { error, ...rest } = entry;
  return loss({
    ...rest,
    signatures: [{ prediction: '[batch, ...s]', target: '[batch, ...s]' }],
    reads: 'values',
    apply: ({ prediction, target }, { ops, options }) =>
      perExample(error(prediction, target, ops, options), ops),
  });
};
