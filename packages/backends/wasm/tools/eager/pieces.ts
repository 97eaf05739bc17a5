import {
  type Body,
  countedLoop,
  expression,
  i32,
  i32x4,
  type I32,
  type Local,
  sequence,
  type Statement,
  statement,
  type V128,
  v128,
} from '../../src/encoder/index.js';
import type { Unit } from '../../src/math/index.js';

/** Adds a function of numbers and addresses to a module, under a name. */
export const exported = (
  { module }: Unit,
  name: string,
  parameters: number,
  emit: (body: Body, ...parameters: Local<'i32'>[]) => Statement,
): void => {
  const made = module.function({ parameters: Array.from({ length: parameters }, () => 'i32') }, (body) =>
    emit(body, ...Array.from({ length: parameters }, (_, index) => body.parameter('i32', index))),
  );
  module.export(name, made);
};

// Single bytes: a bool of tfjs is one.
export const loadByte = (address: I32): I32 => expression('i32', [address.code, 0x2d, [0, 0]]);
export const storeByte = (address: I32, value: I32): Statement =>
  statement([address.code, value.code, 0x3a, [0, 0]]);

/** Four elements, or one in lane 0. */
export type Count = 1 | 4;

export const loadWords = (address: I32, count: Count, offset = 0): V128 =>
  count === 4 ? v128.load(address, offset) : v128.loadZero32(address, offset);
export const storeWords = (address: I32, value: V128, count: Count, offset = 0): Statement =>
  count === 4 ? v128.store(address, value, offset) : v128.storeLane32(address, value, 0, offset);

/** Bools as masks of ones. */
const loadBools = (address: I32, count: Count): V128 =>
  count === 1
    ? i32x4.ne(i32x4.splat(loadByte(address)), i32x4.constant(0))
    : i32x4.ne(
        v128.and(i32x4.splat(i32.load(address)), i32x4.constant(0xff, 0xff00, 0xff0000, 0xff000000 | 0)),
        i32x4.constant(0),
      );
/** `mask` is evaluated once. */
const storeBools = (address: I32, mask: V128, count: Count): Statement => {
  if (count === 1) return storeByte(address, i32.and(i32x4.extract(mask, 0), i32.constant(1)));
  const bytes = v128.shuffle(mask, mask, [0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12]);
  return i32.store(address, i32.and(i32x4.extract(bytes, 0), i32.constant(0x01010101)));
};

/** Where some neighbouring elements are: at `at` bytes, and a few bytes further on that are known beforehand. */
export interface Spot {
  readonly at: Local<'i32'>;
  readonly offset: number;
  readonly count: Count;
}

/**
 * Walks along `count` words: in groups of vectors as long as there are enough, in vectors, and then one by one.
 *
 * @param unroll vectors of a group: more hide the work of a loop, where there is little else.
 */
export const along = (
  body: Body,
  count: Local<'i32'>,
  step: (spot: Spot) => Statement,
  unroll: 1 | 4 = 1,
): Statement => {
  const [grouped, whole, all] = [body.local('i32'), body.local('i32'), body.local('i32')];
  const group = 4 * unroll;
  const bytes = (multiple: number): I32 => words(i32.and(count.get, i32.constant(-multiple)));
  return sequence(
    all.set(words(count.get)),
    whole.set(bytes(4)),
    ...(unroll === 1
      ? []
      : [
          grouped.set(bytes(group)),
          countedLoop(body, 0, grouped.get, 4 * group, (at) =>
            sequence(...Array.from({ length: unroll }, (_, k) => step({ at, offset: 16 * k, count: 4 }))),
          ),
        ]),
    countedLoop(body, unroll === 1 ? 0 : grouped.get, whole.get, 16, (at) =>
      step({ at, offset: 0, count: 4 }),
    ),
    countedLoop(body, whole.get, all.get, 4, (at) => step({ at, offset: 0, count: 1 })),
  );
};

export const words = (i: I32): I32 => i32.mul(i, i32.constant(4));
export const at = (base: Local<'i32'>, offset: I32): I32 => i32.add(base.get, offset);
export const advance = (pointer: Local<'i32'>, by: I32): Statement => pointer.set(i32.add(pointer.get, by));

/** Words of a tensor at a spot. */
export const wordsOf = (tensor: Local<'i32'>, { at: byte, offset, count }: Spot): V128 =>
  loadWords(at(tensor, byte.get), count, offset);
export const putWords = (tensor: Local<'i32'>, { at: byte, offset, count }: Spot, value: V128): Statement =>
  storeWords(at(tensor, byte.get), value, count, offset);

// A bool is a byte, so it is at a quarter of the distance.
const byteAt = (tensor: Local<'i32'>, { at: byte, offset }: Spot): I32 =>
  i32.add(at(tensor, i32.shrU(byte.get, i32.constant(2))), i32.constant(offset / 4));
export const boolsOf = (tensor: Local<'i32'>, spot: Spot): V128 =>
  loadBools(byteAt(tensor, spot), spot.count);
export const putBools = (tensor: Local<'i32'>, spot: Spot, mask: V128): Statement =>
  storeBools(byteAt(tensor, spot), mask, spot.count);
