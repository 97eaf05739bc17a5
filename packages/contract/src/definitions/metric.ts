import type { OptionTable, OptionsOf } from '../options.js';
import type { HostArray } from '../tensor.js';
import type { Context, Described, InputTable, InputsOf } from './common.js';

/** A metric: sums over the batch on the device, finished on the host. */
export interface MetricDefinition<
  O extends OptionTable = OptionTable,
  I extends InputTable = InputTable,
> extends Described<O> {
  readonly kind: 'metric';
  readonly signatures: readonly I[];
  /** Conditions that must hold, in the dimension grammar: `k <= c`. One that speaks of a dimension which the signature lacks says nothing of it. */
  readonly assert?: readonly string[];
  readonly better: 'higher' | 'lower';
  /** Percent of a whole, or a plain number: how people want to read it. */
  readonly unit: 'fraction' | 'number';
  /** Sums over the batch by name; `weight: [batch]` is 0 for padding. They add up over batches. */
  accumulate<T>(
    inputs: InputsOf<T, I>,
    context: Context<T, O> & { readonly weight: T },
  ): Readonly<Record<string, T>>;
  /** From the added sums to the number. */
  finish(sums: Readonly<Record<string, HostArray>>, options: OptionsOf<O>): number;
}

/** A frozen metric definition. */
export const metric = <const O extends OptionTable, const I extends InputTable>(
  definition: Omit<MetricDefinition<O, I>, 'kind' | 'version'> & { readonly version?: number },
): MetricDefinition<O, I> => Object.freeze({ kind: 'metric' as const, version: 1, ...definition });
