import {
  add,
  countedLoop,
  f32x4,
  i32,
  i32x4,
  memory,
  sequence,
  v128,
  when,
} from '../../src/encoder/index.js';
import type { Unit } from '../../src/math/index.js';
import { advance, along, at, exported, putWords, words, wordsOf } from './pieces.js';

/** (outer, extent, inner, count, missing, x, indices, y): rows of `inner` words by index; out of range, the bits `missing`. */
const gather = (unit: Unit): void =>
  exported(unit, 'gather', 8, (body, outer, extent, inner, count, missing, x, indices, y) => {
    const [bytes, from] = [body.local('i32'), body.local('i32')];
    return sequence(
      bytes.set(words(inner!.get)),
      countedLoop(body, 0, outer!.get, 1, () =>
        sequence(
          countedLoop(body, 0, count!.get, 1, (k) =>
            sequence(
              from.set(i32.load(at(indices!, words(k.get)))),
              when(
                i32.ltU(from.get, extent!.get),
                memory.copy(y!.get, i32.add(x!.get, i32.mul(from.get, bytes.get)), bytes.get),
                along(body, inner!, (spot) => putWords(y!, spot, i32x4.splat(missing!.get))),
              ),
              advance(y!, bytes.get),
            ),
          ),
          advance(x!, i32.mul(extent!.get, bytes.get)),
        ),
      ),
    );
  });

/** (outer, size, inner, count, indices, updates, y): rows added where their index says, in order; out of range dropped. */
const scatterAdd = (unit: Unit): void =>
  exported(unit, 'scatter_add', 7, (body, outer, size, inner, count, indices, updates, y) => {
    const [bytes, to, all] = [body.local('i32'), body.local('i32'), body.local('i32')];
    return sequence(
      bytes.set(words(inner!.get)),
      all.set(i32.mul(size!.get, bytes.get)),
      memory.fill(y!.get, i32.constant(0), i32.mul(outer!.get, all.get)),
      countedLoop(body, 0, outer!.get, 1, () =>
        sequence(
          countedLoop(body, 0, count!.get, 1, (k) =>
            sequence(
              to.set(i32.load(at(indices!, words(k.get)))),
              when(
                i32.ltU(to.get, size!.get),
                sequence(
                  to.set(i32.add(y!.get, i32.mul(to.get, bytes.get))),
                  along(body, inner!, (spot) =>
                    putWords(to, spot, f32x4.add(wordsOf(to, spot), wordsOf(updates!, spot))),
                  ),
                ),
              ),
              advance(updates!, bytes.get),
            ),
          ),
          advance(y!, all.get),
        ),
      ),
    );
  });

/** (count, classes, indices, y): 1 at each index, 0 elsewhere; a row of zeros out of range. */
const oneHot = (unit: Unit): void =>
  exported(unit, 'one_hot', 4, (body, count, classes, indices, y) => {
    const [bytes, index] = [body.local('i32'), body.local('i32')];
    return sequence(
      bytes.set(words(classes!.get)),
      memory.fill(y!.get, i32.constant(0), i32.mul(count!.get, bytes.get)),
      countedLoop(body, 0, count!.get, 1, () =>
        sequence(
          index.set(i32.load(indices!.get)),
          when(
            i32.ltU(index.get, classes!.get),
            v128.storeLane32(at(y!, words(index.get)), f32x4.constant(1), 0),
          ),
          add(indices!, 4),
          advance(y!, bytes.get),
        ),
      ),
    );
  });

export const indexKernels = (unit: Unit): void => {
  gather(unit);
  scatterAdd(unit);
  oneHot(unit);
};
