import type { OptionTable, OptionsOf } from '../options.js';
import type { Shape } from '../tensor.js';
import type { Context, Described } from './common.js';

/** Random numbers on the host in float64: the same on every engine, keyed by seed and path. */
export interface HostRandom {
  /** In [0, 1), 53 bits. */
  uniform(): number;
  /** Mean 0, variance 1. */
  normal(): number;
  /** An integer in [0, bound). */
  integer(bound: number): number;
}

/** What an initializer is asked for. */
export interface InitializerRequest {
  readonly shape: Shape;
  readonly fanIn: number;
  readonly fanOut: number;
  /** The parameter that this one belongs to, row-major, where it starts from one; see `ParameterDeclaration.of`. */
  readonly of?: { readonly shape: Shape; readonly data: ArrayLike<number> };
}

/** Fills a parameter before training; a host function in float64, the same bits on every backend. */
export interface InitializerDefinition<O extends OptionTable = OptionTable> extends Described<O> {
  readonly kind: 'initializer';
  initialize(
    request: InitializerRequest,
    context: { readonly options: OptionsOf<O>; readonly random: HostRandom },
  ): Float64Array;
  /**
   * Looks at data: the factor by which what `initialize` made is multiplied, seen what the layer makes of the first batch; undefined
   * where nothing is to be changed. Asked again, `round` counting from 0, until then. Layers before it have been through it already.
   */
  calibrate?(
    outputs: ArrayLike<number>,
    context: { readonly options: OptionsOf<O>; readonly round: number },
  ): number | undefined;
  /**
   * Draws the same on a device, anew at every step: what `noise` needs. `random` is uniform in [0, 1). Initializers that look at
   * fans, or at all elements together, have none.
   */
  draw?<T>(shape: Shape, context: Pick<Context<T, O>, 'ops' | 'options' | 'random'>): T;
}

/** A frozen initializer definition. */
export const initializer = <const O extends OptionTable>(
  definition: Omit<InitializerDefinition<O>, 'kind' | 'version'> & { readonly version?: number },
): InitializerDefinition<O> => Object.freeze({ kind: 'initializer' as const, version: 1, ...definition });
