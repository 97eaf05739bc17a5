import type { Context } from './definitions/common.js';
import type { Shape } from './tensor.js';

/** Standard normal values from two uniform ones each (Box, Muller 1958); under 5.8, since uniform values have 24 bits. */
export const normal = <T>(
  name: string,
  shape: Shape,
  { ops, random }: Pick<Context<T>, 'ops' | 'random'>,
): T => {
  // 1 − u is never 0, so its logarithm is finite.
  const radius = ops.sqrt(ops.mul(ops.log(ops.sub(1, random(`${name}.radius`, shape))), -2));
  const angle = ops.mul(random(`${name}.angle`, shape), 2 * Math.PI);
  return ops.mul(radius, ops.cos(angle));
};
