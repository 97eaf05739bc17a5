import type { Ops } from '@neurite/contract';

/** Where each of `count` places lies among `extent` places, in their units: both rows of pixels cover the same length. */
const placesOf = (extent: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => ((i + 0.5) * extent) / count - 0.5);

const picked = <T>(x: T, axis: number, indices: readonly number[], ops: Ops<T>): T =>
  ops.gather(x, ops.constant(indices, [indices.length], 'int32'), axis);

/** Linear interpolation along one axis to another extent. Centres of pixels keep their places; borders are repeated. */
export const stretched = <T>(x: T, axis: number, count: number, ops: Ops<T>): T => {
  const shape = ops.shape(x);
  const extent = shape[axis]!;
  if (count === extent) return x;
  const places = placesOf(extent, count).map((place) => Math.min(extent - 1, Math.max(0, place)));
  const before = places.map(Math.floor);
  const after = before.map((index) => Math.min(extent - 1, index + 1));
  const share = ops.constant(
    places.map((place, i) => place - before[i]!),
    shape.map((_, i) => (i === axis ? count : 1)),
  );
  const from = picked(x, axis, before, ops);
  return ops.add(from, ops.mul(ops.sub(picked(x, axis, after, ops), from), share));
};

/** The nearest value along one axis, at another extent. */
export const sampled = <T>(x: T, axis: number, count: number, ops: Ops<T>): T => {
  const extent = ops.shape(x)[axis]!;
  if (count === extent) return x;
  // Between two values the later one is taken.
  const indices = placesOf(extent, count).map((place) => Math.min(extent - 1, Math.floor(place + 0.5)));
  return picked(x, axis, indices, ops);
};
