import type { Convolution, Shape } from '@neurite/contract';
import {
  add,
  type Body,
  countedLoop,
  f32,
  f32x4,
  type FunctionReference,
  i32,
  type I32,
  type Local,
  sequence,
  type Statement,
  v128,
  when,
} from '../../encoder/index.js';
import type { Unit } from '../../math/index.js';
import { wordBytes } from '../kernel.js';
import { clear, copyRun } from '../loops.js';
import { stridesOf } from '../space.js';

/** One example and one group of a convolution, seen as a matrix [places, elements of the window · channels]. */
export interface Columns {
  /** The extents of one example: [...spatial, all channels]. */
  readonly example: Shape;
  /** The window's extents, and the channels of one group. */
  readonly size: Shape;
  readonly channels: number;
  readonly places: Shape;
  readonly convolution: Pick<Convolution, 'strides' | 'padding' | 'dilation'>;
}

export const rowLength = ({ size, channels }: Columns): number => size.reduce((a, b) => a * b, 1) * channels;

/** Extents of a batch of columns that a chunk covers: all places whose first coordinate is in [first, first + count). */
export const placesIn = ({ places }: Columns, count: number): number =>
  count * places.slice(1).reduce((a, b) => a * b, 1);

/**
 * Visits the elements of the windows of places with first coordinate in [first, first + count), in row-major order.
 * `visit` gets the byte offset of the element's channels in the example, and whether it is inside (undefined: always).
 */
const walk = (
  body: Body,
  columns: Columns,
  first: Local<'i32'>,
  count: number,
  visit: (inside: I32, offset: I32) => Statement,
): Statement => {
  const { example, size, places, convolution } = columns;
  const rank = size.length;
  const strides = stridesOf(example).map((stride) => stride * wordBytes);
  const origins = size.map(() => body.local('i32'));

  const elements = (axis: number, inside: I32 | undefined, offset: I32): Statement => {
    if (axis === rank) return visit(inside ?? i32.constant(1), offset);
    const [position, total, isInside] = [body.local('i32'), body.local('i32'), body.local('i32')];
    return countedLoop(body, 0, size[axis]!, 1, (i) => {
      const within = i32.ltU(position.get, i32.constant(example[axis]!));
      return sequence(
        position.set(i32.add(origins[axis]!.get, i32.mul(i.get, i32.constant(convolution.dilation[axis]!)))),
        isInside.set(inside === undefined ? within : i32.and(inside, within)),
        total.set(i32.add(offset, i32.mul(position.get, i32.constant(strides[axis]!)))),
        elements(axis + 1, isInside.get, total.get),
      );
    });
  };
  const placesFrom = (axis: number): Statement => {
    if (axis === rank) return elements(0, undefined, i32.constant(0));
    const origin = (i: I32) =>
      origins[axis]!.set(
        i32.sub(
          i32.mul(i, i32.constant(convolution.strides[axis]!)),
          i32.constant(convolution.padding[axis]![0]),
        ),
      );
    return countedLoop(body, 0, axis === 0 ? count : places[axis]!, 1, (i) =>
      sequence(origin(axis === 0 ? i32.add(first.get, i.get) : i.get), placesFrom(axis + 1)),
    );
  };
  return placesFrom(0);
};

/** (example, columns, first): copies windows into rows; what lies in the padding is 0. */
export const gatherColumns = (unit: Unit, columns: Columns, count: number): FunctionReference =>
  unit.shared(`gather columns ${JSON.stringify([columns, count])}`, () =>
    unit.module.function({ parameters: ['i32', 'i32', 'i32'] }, (body) => {
      const [example, to, first] = [0, 1, 2].map((i) => body.parameter('i32', i)) as Local<'i32'>[];
      const from = body.local('i32');
      const { channels } = columns;
      return walk(body, columns, first!, count, (inside, offset) =>
        sequence(
          when(
            inside,
            sequence(from.set(i32.add(example!.get, offset)), copyRun(body, from, to!, channels)),
            clear(to!, channels),
          ),
          add(to!, channels * wordBytes),
        ),
      );
    }),
  );

/** (columns, example, first): the transpose of `gatherColumns`; adds rows back to where they were gathered. */
export const scatterColumns = (unit: Unit, columns: Columns, count: number): FunctionReference =>
  unit.shared(`scatter columns ${JSON.stringify([columns, count])}`, () =>
    unit.module.function({ parameters: ['i32', 'i32', 'i32'] }, (body) => {
      const [from, example, first] = [0, 1, 2].map((i) => body.parameter('i32', i)) as Local<'i32'>[];
      const to = body.local('i32');
      const { channels } = columns;
      const whole = channels - (channels % 4);
      const addRun = sequence(
        countedLoop(body, 0, whole * wordBytes, 16, (at) => {
          const target = i32.add(to.get, at.get);
          return v128.store(target, f32x4.add(v128.load(target), v128.load(i32.add(from!.get, at.get))));
        }),
        countedLoop(body, whole * wordBytes, channels * wordBytes, wordBytes, (at) => {
          const target = i32.add(to.get, at.get);
          return f32.store(target, f32.add(f32.load(target), f32.load(i32.add(from!.get, at.get))));
        }),
      );
      return walk(body, columns, first!, count, (inside, offset) =>
        sequence(
          when(inside, sequence(to.set(i32.add(example!.get, offset)), addRun)),
          add(from!, channels * wordBytes),
        ),
      );
    }),
  );
