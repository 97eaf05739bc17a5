import {
  add,
  type Body,
  countedLoop,
  f32x4,
  type Local,
  sequence,
  type Statement,
  type V128,
  v128,
} from '../../encoder/index.js';
import type { Unit } from '../../math/index.js';
import { wordBytes } from '../kernel.js';

/** One block of c: `height` rows of `width` columns, summed over a whole piece in registers. */
export interface Block {
  readonly height: number;
  readonly width: number;
  /** Of the inner axis. */
  readonly length: number;
  /** Elements between neighbours of a along its rows and along the inner axis; of b along the inner axis. */
  readonly rowStep: number;
  readonly leftStep: number;
  readonly rightStep: number;
  /** Whether rows of b are followed by room for whole vectors. */
  readonly isPadded: boolean;
  /** Elements between the rows of c. */
  readonly c: number;
  readonly adds: boolean;
}

/** The innermost loop, and the stores after it. */
export const multiplyBlock = (
  unit: Unit,
  body: Body,
  block: Block,
  leftAt: Local<'i32'>,
  rightAt: Local<'i32'>,
  target: Local<'i32'>,
): Statement => {
  const { height, width, length, rowStep, leftStep, rightStep, isPadded, c, adds } = block;
  const vectors = Math.ceil(width / 4);
  const sums = Array.from({ length: height }, () =>
    Array.from({ length: vectors }, () => body.local('v128')),
  );
  const [a, b, left] = [body.local('i32'), body.local('i32'), body.local('v128')];
  const right = Array.from({ length: vectors }, () => body.local('v128'));
  /** The last vector of a narrow panel that is read in place must not reach beyond the row: it might end the memory. */
  const loadRight = (k: number, j: number): V128 => {
    const offset = k * rightStep * wordBytes + 16 * j;
    const lanes = Math.min(4, width - 4 * j);
    if (lanes === 4 || isPadded) return v128.load(b.get, offset);
    return Array.from({ length: lanes }).reduce<V128>(
      (vector, _, lane) =>
        lane === 0 ? vector : v128.loadLane32(b.get, vector, lane, offset + lane * wordBytes),
      v128.loadZero32(b.get, offset),
    );
  };
  const turn = (k: number): Statement =>
    sequence(
      ...right.map((vector, j) => vector.set(loadRight(k, j))),
      ...sums.flatMap((row, i) => [
        left.set(v128.loadSplat32(a.get, (i * rowStep + k * leftStep) * wordBytes)),
        ...row.map((sum, j) => sum.set(unit.multiplyAdd(left.get, right[j]!.get, sum.get))),
      ]),
    );
  // A full block is long enough for a loop of its own, and four turns of it leave the cache of decoded instructions: a fifth slower.
  const unroll = height * vectors >= 8 || length < 8 ? 1 : 4;
  const whole = length - (length % unroll);
  const turns = (count: number): Statement =>
    sequence(
      ...Array.from({ length: count }, (_, k) => turn(k)),
      add(a, count * leftStep * wordBytes),
      add(b, count * rightStep * wordBytes),
    );
  return sequence(
    ...sums.flat().map((sum) => sum.set(f32x4.constant(0))),
    a.set(leftAt.get),
    b.set(rightAt.get),
    countedLoop(body, 0, whole, unroll, () => turns(unroll)),
    whole === length ? sequence() : turns(length - whole),
    ...sums.flatMap((row, i) =>
      row.map((sum, j) => put(target, sum.get, width - 4 * j, (i * c + 4 * j) * wordBytes, adds)),
    ),
  );
};

/** Stores the first `count` lanes, or adds them to what is there. */
const put = (target: Local<'i32'>, sum: V128, count: number, offset: number, adds: boolean): Statement => {
  if (count >= 4) {
    const value = adds ? f32x4.add(v128.load(target.get, offset), sum) : sum;
    return v128.store(target.get, value, offset);
  }
  return sequence(
    ...Array.from({ length: count }, (_, lane) => {
      const at = offset + lane * wordBytes;
      // The lane's element is loaded into every lane: only one of them is stored.
      const value = adds ? f32x4.add(v128.loadSplat32(target.get, at), sum) : sum;
      return v128.storeLane32(target.get, value, lane, at);
    }),
  );
};
