import {
  countedLoop,
  i32,
  type Local,
  type Locals,
  sequence,
  shuffle32,
  type Statement,
  v128,
} from '../encoder/index.js';
import { wordBytes } from './kernel.js';
import { nest } from './loops.js';
import type { Space } from './space.js';

/** Whether an inner pair of axes is dense along one of them in the source and along the other in the target. */
export const isTransposition = ({ extents, strides }: Space): boolean => {
  const [source, target] = strides as [readonly number[], readonly number[]];
  const last = extents.length - 1;
  return (
    last >= 1 &&
    target[last] === 1 &&
    source[last] !== 1 &&
    source.some((step, axis) => step === 1 && extents[axis]! >= 4) &&
    extents[last]! >= 4
  );
};

/**
 * Copies a space in which the target is dense along the last axis and the source along another, in tiles of 4 × 4: vector loads
 * and stores only, where a loop over words would touch a new line with every element.
 */
export const transposeTiles = (
  locals: Locals,
  { extents, strides }: Space,
  source: Local<'i32'>,
  target: Local<'i32'>,
): Statement => {
  const [from, to] = strides as [readonly number[], readonly number[]];
  const last = extents.length - 1;
  const dense = from.indexOf(1);
  const others = extents.map((_, axis) => axis).filter((axis) => axis !== last && axis !== dense);
  const pick = (list: readonly number[]) => others.map((axis) => list[axis]!);
  const [rows, columns] = [extents[dense]!, extents[last]!];
  const [fromStep, toStep] = [from[last]! * wordBytes, to[dense]! * wordBytes];
  const row = locals.local('i32');
  const column = locals.local('i32');
  const x = [0, 1, 2, 3].map(() => locals.local('v128'));
  const y = [0, 1, 2, 3].map(() => locals.local('v128'));

  /** `row` and `column` are addresses in source and target; a tile has 4 columns of the target in 4 of its rows. */
  const tile = sequence(
    ...x.map((vector, i) => vector.set(v128.load(i32.add(row.get, i32.constant(i * fromStep))))),
    y[0]!.set(shuffle32(x[0]!.get, x[1]!.get, [0, 4, 1, 5])),
    y[1]!.set(shuffle32(x[2]!.get, x[3]!.get, [0, 4, 1, 5])),
    y[2]!.set(shuffle32(x[0]!.get, x[1]!.get, [2, 6, 3, 7])),
    y[3]!.set(shuffle32(x[2]!.get, x[3]!.get, [2, 6, 3, 7])),
    ...[0, 1, 2, 3].map((i) => {
      const [a, b] = [y[i < 2 ? 0 : 2]!, y[i < 2 ? 1 : 3]!];
      const vector = shuffle32(a.get, b.get, i % 2 === 0 ? [0, 1, 4, 5] : [2, 3, 6, 7]);
      return v128.store(i32.add(column.get, i32.constant(i * toStep)), vector);
    }),
  );
  const [fullRows, fullColumns] = [rows - (rows % 4), columns - (columns % 4)];
  const place = (i: Local<'i32'>, j: Local<'i32'>): Statement =>
    sequence(
      row.set(
        i32.add(
          i32.add(source.get, i32.mul(i.get, i32.constant(wordBytes))),
          i32.mul(j.get, i32.constant(fromStep)),
        ),
      ),
      column.set(
        i32.add(
          i32.add(target.get, i32.mul(j.get, i32.constant(wordBytes))),
          i32.mul(i.get, i32.constant(toStep)),
        ),
      ),
    );
  const word = i32.store(column.get, i32.load(row.get));
  const words = (fromRow: number, toRow: number, fromColumn: number, toColumn: number): Statement =>
    countedLoop(locals, fromRow, toRow, 1, (i) =>
      countedLoop(locals, fromColumn, toColumn, 1, (j) => sequence(place(i, j), word)),
    );
  return nest(
    locals,
    pick(extents),
    [
      { pointer: source, strides: pick(from) },
      { pointer: target, strides: pick(to) },
    ],
    () =>
      sequence(
        countedLoop(locals, 0, fullRows, 4, (i) =>
          countedLoop(locals, 0, fullColumns, 4, (j) => sequence(place(i, j), tile)),
        ),
        words(0, fullRows, fullColumns, columns),
        words(fullRows, rows, 0, columns),
      ),
  );
};
