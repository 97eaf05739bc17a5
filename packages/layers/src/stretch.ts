import type { Ops } from '@neurite/contract';

/** Linear interpolation along one axis to `factor` times its extent. Centres of pixels keep their places; borders are repeated. */
export const stretched = <T>(x: T, axis: number, factor: number, ops: Ops<T>): T => {
  if (factor === 1) return x;
  const shape = ops.shape(x);
  const extent = shape[axis]!;
  const places = Array.from({ length: extent * factor }, (_, i) =>
    Math.min(extent - 1, Math.max(0, (i + 0.5) / factor - 0.5)),
  );
  const before = places.map(Math.floor);
  const after = before.map((index) => Math.min(extent - 1, index + 1));
  const picked = (indices: readonly number[]) =>
    ops.gather(x, ops.constant(indices, [indices.length], 'int32'), axis);
  const share = ops.constant(
    places.map((place, i) => place - before[i]!),
    shape.map((_, i) => (i === axis ? places.length : 1)),
  );
  const from = picked(before);
  return ops.add(from, ops.mul(ops.sub(picked(after), from), share));
};
