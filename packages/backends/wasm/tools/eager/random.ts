import {
  add,
  countedLoop,
  i32,
  i32x4,
  type I32,
  sequence,
  shuffle32,
  type Statement,
  v128,
  when,
} from '../../src/encoder/index.js';
import { fourWords, parityOf, threefry, unitOf } from '../../src/kernels/random.js';
import type { Unit } from '../../src/math/index.js';
import { exported } from './pieces.js';

/** (count, k0, k1, iteration, y): uniform numbers in [0, 1) under the key of a step, eight at a time. */
export const uniform = (unit: Unit): void =>
  exported(unit, 'uniform', 5, (body, count, k0, k1, iteration, y) => {
    const keys = [0, 1, 2].map(() => body.local('v128'));
    const [x0, x1] = [body.local('v128'), body.local('v128')];
    const [whole, rest] = [body.local('i32'), body.local('i32')];
    const splat = i32x4.splat;
    const blocks = (first: I32): Statement =>
      sequence(
        x0.set(i32x4.add(splat(first), i32x4.constant(0, 1, 2, 3))),
        x1.set(splat(iteration!.get)),
        threefry(
          fourWords,
          keys.map((key) => key.get),
          x0,
          x1,
        ),
        x0.set(unitOf(x0.get)),
        x1.set(unitOf(x1.get)),
      );
    const low = shuffle32(x0.get, x1.get, [0, 4, 1, 5]);
    const high = shuffle32(x0.get, x1.get, [2, 6, 3, 7]);
    return sequence(
      keys[0]!.set(splat(k0!.get)),
      keys[1]!.set(splat(k1!.get)),
      keys[2]!.set(splat(parityOf(k0!.get, k1!.get))),
      whole.set(i32.and(count!.get, i32.constant(-8))),
      rest.set(i32.sub(count!.get, whole.get)),
      whole.set(i32.shrU(whole.get, i32.constant(1))),
      countedLoop(body, 0, whole.get, 4, (block) =>
        sequence(blocks(block.get), v128.store(y!.get, low, 0), v128.store(y!.get, high, 16), add(y!, 32)),
      ),
      when(rest.get, blocks(whole.get)),
      ...Array.from({ length: 7 }, (_, i) =>
        when(i32.ltS(i32.constant(i), rest.get), v128.storeLane32(y!.get, i < 4 ? low : high, i % 4, 4 * i)),
      ),
    );
  });
