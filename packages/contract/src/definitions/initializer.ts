import type { OptionTable, OptionsOf } from '../options.js';
import type { Shape } from '../tensor.js';
import type { Described } from './common.js';

/** Random numbers on the host in float64: the same on every engine, keyed by seed and path. */
export interface HostRandom {
  /** In [0, 1), 53 bits. */
  uniform(): number;
  /** Mean 0, variance 1. */
  normal(): number;
  /** An integer in [0, bound). */
  integer(bound: number): number;
}

/** Fills a parameter before training; a host function in float64, the same bits on every backend. */
export interface InitializerDefinition<O extends OptionTable = OptionTable> extends Described<O> {
  readonly kind: 'initializer';
  initialize(
    request: { readonly shape: Shape; readonly fanIn: number; readonly fanOut: number },
    context: { readonly options: OptionsOf<O>; readonly random: HostRandom },
  ): Float64Array;
}

/** A frozen initializer definition. */
export const initializer = <const O extends OptionTable>(
  definition: Omit<InitializerDefinition<O>, 'kind' | 'version'> & { readonly version?: number },
): InitializerDefinition<O> => Object.freeze({ kind: 'initializer' as const, version: 1, ...definition });
