import type { Ops } from '../ops.js';
import type { OptionTable, OptionsOf } from '../options.js';
import type { Shape } from '../tensor.js';
import type { Described } from './common.js';

/** An optimizer: a formula on tensors, and host scalars in float64. */
export interface OptimizerDefinition<
  O extends OptionTable = OptionTable,
  S extends string = string,
  K extends string = string,
> extends Described<O> {
  readonly kind: 'optimizer';
  /** Whether the update of each element reads only that element: a pass may then fuse it, or run it over one flat buffer. */
  readonly elementwise: boolean;
  /** Tensors it keeps for each parameter, of the parameter's shape unless `slotShape` says another, zero at first. */
  readonly slots: readonly S[];
  /** The shape of a slot for a parameter of shape `shape`: `[]`, one number, where these options or this shape have no use for it. */
  slotShape?(slot: S, shape: Shape, options: OptionsOf<O>): Shape;
  readonly scalarNames: readonly K[];
  /** `step` counts from 1; `rate` is after schedule and group. */
  scalars(step: number, rate: number, options: OptionsOf<O>): { readonly [N in K]: number };
  update<T>(
    inputs: {
      readonly parameter: T;
      readonly gradient: T;
      readonly slots: { readonly [N in S]: T };
      readonly scalars: { readonly [N in K]: T };
    },
    context: { readonly ops: Ops<T>; readonly options: OptionsOf<O> },
  ): { readonly parameter: T; readonly slots: { readonly [N in S]: T } };
}

/** The shape of what an optimizer keeps for a parameter. */
export const slotShapeOf = <O extends OptionTable>(
  { slotShape }: Pick<OptimizerDefinition<O>, 'slotShape'>,
  slot: string,
  shape: Shape,
  options: OptionsOf<O>,
): Shape => slotShape?.(slot, shape, options) ?? shape;

/** What a schedule watches: a number at the ends of the epochs so far in which the schedule took part, and which way it is better. */
export interface Observed {
  readonly values: readonly number[];
  readonly better: 'higher' | 'lower';
}

/**
 * How the rate changes: a factor of the recipe's rate, a host function of the step. One with an option of type `monitor` is a function
 * of what it watches as well: all that it knows are those values, so that a run that is resumed goes on as if it had not stopped.
 */
export interface ScheduleDefinition<O extends OptionTable = OptionTable> extends Described<O> {
  readonly kind: 'schedule';
  /** How many steps it takes, where that is fixed; what follows `then` begins after them. Undefined: it takes what is left. */
  duration?(options: OptionsOf<O>): number | undefined;
  /** `step` counts from 0 within this schedule, `steps` is its whole length. */
  factor(step: number, steps: number, options: OptionsOf<O>, observed?: Observed): number;
}

/** A frozen optimizer definition. */
export const optimizer = <const O extends OptionTable, const S extends string, const K extends string>(
  definition: Omit<OptimizerDefinition<O, S, K>, 'kind' | 'version'> & { readonly version?: number },
): OptimizerDefinition<O, S, K> => Object.freeze({ kind: 'optimizer' as const, version: 1, ...definition });

/** A frozen schedule definition. */
export const schedule = <const O extends OptionTable>(
  definition: Omit<ScheduleDefinition<O>, 'kind' | 'version'> & { readonly version?: number },
): ScheduleDefinition<O> => Object.freeze({ kind: 'schedule' as const, version: 1, ...definition });
