import type { Axis, HostRandom } from '@neurite/contract';

/** A place of a cube that only chance decides. */
export const anywhere = (axes: readonly Axis[], random: HostRandom): readonly number[] =>
  axes.map((axis) => (axis.kind === 'range' ? random.uniform() : random.integer(axis.size)));

/** How many combinations the items of a cube have. */
export const combinations = (axes: readonly Axis[]): number =>
  axes.reduce((product, axis) => product * (axis.kind === 'items' ? axis.size : 1), 1);
