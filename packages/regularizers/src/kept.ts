import type { Context, Shape } from '@neurite/contract';

/** A random mask: 1 with probability `1 − rate`, else 0. */
export const kept = <T>(shape: Shape, rate: number, { ops, random }: Pick<Context<T>, 'ops' | 'random'>): T =>
  ops.cast(ops.greaterEqual(random('mask', shape), rate), 'float32');
