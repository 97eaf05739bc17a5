import { add, countedLoop, i32, sequence, v128, when } from '../../src/encoder/index.js';
import { uniformBlocks } from '../../src/kernels/random.js';
import type { Unit } from '../../src/math/index.js';
import { exported } from './pieces.js';

/** (count, k0, k1, iteration, y): uniform numbers in [0, 1) under the key of a step, eight at a time. */
export const uniform = (unit: Unit): void =>
  exported(unit, 'uniform', 5, (body, count, k0, k1, iteration, y) => {
    const { begin, blocks, low, high } = uniformBlocks(body, k0!, k1!, iteration!);
    const [whole, rest] = [body.local('i32'), body.local('i32')];
    return sequence(
      begin,
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
