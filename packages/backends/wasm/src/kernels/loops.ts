import {
  add,
  countedLoop,
  i32,
  type Local,
  type Locals,
  memory,
  sequence,
  type Statement,
  v128,
} from '../encoder/index.js';
import { wordBytes } from './kernel.js';

/** A pointer that loops move, by so many elements along each axis. */
export interface Cursor {
  readonly pointer: Local<'i32'>;
  readonly strides: readonly number[];
}

/**
 * Nested loops over `extents`, outermost first; cursors move along and come back to where they began.
 * `inner` is written once and must leave the cursors as it finds them.
 */
export const nest = (
  locals: Locals,
  extents: readonly number[],
  cursors: readonly Cursor[],
  inner: () => Statement,
): Statement => {
  const level = (axis: number): Statement => {
    const extent = extents[axis];
    if (extent === undefined) return inner();
    const move = (times: number) =>
      cursors.map(({ pointer, strides }) => add(pointer, times * strides[axis]! * wordBytes));
    const body = level(axis + 1);
    return sequence(
      countedLoop(locals, 0, extent, 1, () => sequence(body, ...(extent === 1 ? [] : move(1)))),
      ...(extent === 1 ? [] : move(-extent)),
    );
  };
  return level(0);
};

/** From here on the engine's own copy is faster than a loop of vectors. */
const longRun = 256;

/** Copies `count` neighbouring elements; both ends may not overlap. */
export const copyRun = (locals: Locals, from: Local<'i32'>, to: Local<'i32'>, count: number): Statement => {
  if (count >= longRun) return memory.copy(to.get, from.get, i32.constant(count * wordBytes));
  const vectors = Math.floor(count / 4);
  const tail = Array.from({ length: count % 4 }, (_, i) => (4 * vectors + i) * wordBytes);
  const words = tail.map((offset) => i32.store(to.get, i32.load(from.get, offset), offset));
  if (vectors <= 8) {
    const moves = Array.from({ length: vectors }, (_, i) =>
      v128.store(to.get, v128.load(from.get, 16 * i), 16 * i),
    );
    return sequence(...moves, ...words);
  }
  const loop = countedLoop(locals, 0, 16 * vectors, 16, (at) =>
    v128.store(i32.add(to.get, at.get), v128.load(i32.add(from.get, at.get))),
  );
  return sequence(loop, ...words);
};

/** Writes `count` words of one value, given as a vector of it. */
export const fillRun = (locals: Locals, to: Local<'i32'>, count: number, value: Local<'v128'>): Statement => {
  const vectors = Math.floor(count / 4);
  const loop = countedLoop(locals, 0, 16 * vectors, 16, (at) =>
    v128.store(i32.add(to.get, at.get), value.get),
  );
  const words = Array.from({ length: count % 4 }, (_, i) =>
    v128.storeLane32(to.get, value.get, 0, (4 * vectors + i) * wordBytes),
  );
  return sequence(loop, ...words);
};

/** Writes zeros. */
export const clear = (to: Local<'i32'>, count: number): Statement =>
  count === 0 ? sequence() : memory.fill(to.get, i32.constant(0), i32.constant(count * wordBytes));

/** A local that starts at an address some elements further on. */
export const pointerAt = (
  locals: Locals,
  from: Local<'i32'>,
  elements = 0,
): { readonly pointer: Local<'i32'>; readonly start: Statement } => {
  const pointer = locals.local('i32');
  return { pointer, start: pointer.set(i32.add(from.get, i32.constant(elements * wordBytes))) };
};
