import { sizeOf } from '@neurite/contract';
import {
  add,
  type Body,
  countedLoop,
  f32x4,
  i32,
  i32x4,
  type I32,
  type Local,
  sequence,
  shuffle32,
  type Statement,
  type V128,
  v128,
} from '../encoder/index.js';
import { addresses, type KernelOf } from './kernel.js';

const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;
/** Skein's key schedule parity, shortened to 32 bits. */
const parity = 0x1bd11bda;

/** What the rounds need of a kind of integer: one word, or four at a time. */
interface Words<T extends 'i32' | 'v128'> {
  readonly type: T;
  add(a: Word<T>, b: Word<T>): Word<T>;
  addConstant(a: Word<T>, value: number): Word<T>;
  xor(a: Word<T>, b: Word<T>): Word<T>;
  rotate(a: Local<T>, by: number): Word<T>;
}
type Word<T extends 'i32' | 'v128'> = Local<T>['get'];

const one: Words<'i32'> = {
  type: 'i32',
  add: i32.add,
  addConstant: (a, value) => i32.add(a, i32.constant(value)),
  xor: i32.xor,
  rotate: (a, by) => i32.rotl(a.get, i32.constant(by)),
};
const fourWords: Words<'v128'> = {
  type: 'v128',
  add: i32x4.add,
  addConstant: (a, value) => i32x4.add(a, i32x4.constant(value)),
  xor: v128.xor,
  rotate: (a, by) => v128.or(i32x4.shl(a.get, i32.constant(by)), i32x4.shrU(a.get, i32.constant(32 - by))),
};

/** Threefry-2x32 with 20 rounds, in place on (x0, x1), which hold the counter. */
const threefry = <T extends 'i32' | 'v128'>(
  words: Words<T>,
  keys: readonly Word<T>[],
  x0: Local<T>,
  x1: Local<T>,
): Statement => {
  const rounds = Array.from({ length: 20 }, (_, round) => {
    const mix = [
      x0.set(words.add(x0.get, x1.get)),
      x1.set(words.xor(words.rotate(x1, rotations[round % 8]!), x0.get)),
    ];
    if (round % 4 !== 3) return sequence(...mix);
    const injection = (round + 1) / 4;
    return sequence(
      ...mix,
      x0.set(words.add(x0.get, keys[injection % 3]!)),
      x1.set(words.addConstant(words.add(x1.get, keys[(injection + 1) % 3]!), injection)),
    );
  });
  return sequence(x0.set(words.add(x0.get, keys[0]!)), x1.set(words.add(x1.get, keys[1]!)), ...rounds);
};

const parityOf = (key0: I32, key1: I32): I32 => i32.xor(i32.xor(key0, key1), i32.constant(parity));

/** The key of this step and microbatch: threefry of the counter under (seed, stream). Sets k0 and k1. */
const stepKey = (
  body: Body,
  counter: Local<'i32'>,
  stream: number,
  k0: Local<'i32'>,
  k1: Local<'i32'>,
): Statement => {
  const seed = body.local('i32');
  const constant = i32.constant(stream);
  return sequence(
    seed.set(i32.load(counter.get, 0)),
    k0.set(i32.load(counter.get, 4)),
    k1.set(i32.load(counter.get, 8)),
    threefry(one, [seed.get, constant, parityOf(seed.get, constant)], k0, k1),
  );
};

/** The top 24 bits of each word, as a float32 in [0, 1). */
const unitOf = (words: V128): V128 =>
  f32x4.mul(f32x4.convertI32x4S(i32x4.shrU(words, i32.constant(8))), f32x4.constant(2 ** -24));

/** Four blocks of Threefry at a time, under the key (k0, k1): eight neighbouring elements, in two vectors. */
export const uniformBlocks = (
  body: Body,
  k0: Local<'i32'>,
  k1: Local<'i32'>,
  iteration: Local<'i32'>,
): {
  /** To be run once, before all. */
  readonly begin: Statement;
  /** Computes the blocks from `first` on; then they are in both vectors. */
  blocks(first: I32): Statement;
  readonly low: V128;
  readonly high: V128;
} => {
  const keys = [0, 1, 2].map(() => body.local('v128'));
  const [x0, x1] = [body.local('v128'), body.local('v128')];
  const splat = i32x4.splat;
  return {
    begin: sequence(
      keys[0]!.set(splat(k0.get)),
      keys[1]!.set(splat(k1.get)),
      keys[2]!.set(splat(parityOf(k0.get, k1.get))),
    ),
    blocks: (first) =>
      sequence(
        x0.set(i32x4.add(splat(first), i32x4.constant(0, 1, 2, 3))),
        x1.set(splat(iteration.get)),
        threefry(
          fourWords,
          keys.map((key) => key.get),
          x0,
          x1,
        ),
        x0.set(unitOf(x0.get)),
        x1.set(unitOf(x1.get)),
      ),
    low: shuffle32(x0.get, x1.get, [0, 4, 1, 5]),
    high: shuffle32(x0.get, x1.get, [2, 6, 3, 7]),
  };
};

export const uniform: KernelOf<'uniform'> = ({ shape, stream }) => ({
  scratch: 0,
  define: ({ module }) =>
    module.function({ parameters: addresses(2) }, (body) => {
      const [counter, to] = [body.parameter('i32', 0), body.parameter('i32', 1)];
      const [k0, k1, iteration] = [body.local('i32'), body.local('i32'), body.local('i32')];
      const size = sizeOf(shape);
      const { begin, blocks, low, high } = uniformBlocks(body, k0, k1, iteration);
      const rest = size % 8;
      const tail = Array.from({ length: rest }, (_, i) =>
        v128.storeLane32(to.get, i < 4 ? low : high, i % 4, 4 * i),
      );
      return sequence(
        stepKey(body, counter, stream, k0, k1),
        iteration.set(i32.load(counter.get, 12)),
        begin,
        countedLoop(body, 0, (size - rest) / 2, 4, (block) =>
          sequence(blocks(block.get), v128.store(to.get, low, 0), v128.store(to.get, high, 16), add(to, 32)),
        ),
        ...(rest === 0 ? [] : [blocks(i32.constant((size - rest) / 2)), ...tail]),
      );
    }),
});
