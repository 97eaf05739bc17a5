import {
  type Body,
  countedLoop,
  f32x4,
  i32,
  i32x4,
  type I32,
  type Local,
  memory,
  nothing,
  select,
  sequence,
  type Statement,
  type V128,
  v128,
} from '../../src/encoder/index.js';
import type { Unit } from '../../src/math/index.js';
import { advance, type Count, exported, putWords, type Spot, words, wordsOf } from './pieces.js';

/** What happens at each window, to some channels. */
interface Visit {
  before(place: Spot): Statement;
  element(position: Spot): Statement;
  /** `again` visits the elements of the window once more. */
  after(place: Spot, again: (element: (position: Spot) => Statement) => Statement): Statement;
}

/** How many numbers say how windows slide over [batch, height, width, channels]; windows may reach beyond the edges. */
const geometry = 12;

/** @param takesMany whether sixteen channels may be visited at once: quicker, where the work is little. */
const slide = (
  body: Body,
  [
    batch,
    height,
    width,
    channels,
    rows,
    columns,
    tall,
    wide,
    down,
    across,
    above,
    left,
  ]: readonly Local<'i32'>[],
  visit: () => Visit,
  takesMany = false,
): Statement => {
  const local = (): Local<'i32'> => body.local('i32');
  const [pixel, line, image, grouped, whole] = [local(), local(), local(), local(), local()];
  const [place, position, offset, top, side] = [local(), local(), local(), local(), local()];
  const [fromRow, toRow, fromColumn, toColumn] = [local(), local(), local(), local()];
  const zero = i32.constant(0);
  const least = (a: I32, b: I32): I32 => select(i32.ltS(a, b), a, b);
  const bounds = (
    from: Local<'i32'>,
    to: Local<'i32'>,
    origin: Local<'i32'>,
    size: I32,
    extent: I32,
  ): Statement =>
    sequence(
      from.set(select(i32.ltS(origin.get, zero), i32.sub(zero, origin.get), zero)),
      to.set(least(size, i32.sub(extent, origin.get))),
    );
  const elements = (channel: Local<'i32'>, each: (position: Local<'i32'>) => Statement): Statement =>
    countedLoop(body, fromRow.get, toRow.get, 1, (u) =>
      sequence(
        position.set(
          i32.add(
            i32.add(i32.add(image.get, channel.get), i32.mul(i32.add(top.get, u.get), line.get)),
            i32.mul(i32.add(side.get, fromColumn.get), pixel.get),
          ),
        ),
        countedLoop(body, fromColumn.get, toColumn.get, 1, () =>
          sequence(each(position), advance(position, pixel.get)),
        ),
      ),
    );
  /** `vectors` of four channels at once, or one channel. */
  const some = (count: Count, vectors: number, from: number | I32, to: I32): Statement => {
    const visits = Array.from({ length: vectors }, visit);
    const all = (byte: Local<'i32'>, run: (visit: Visit, spot: Spot) => Statement): Statement =>
      sequence(...visits.map((each, k) => run(each, { at: byte, offset: 16 * k, count })));
    return countedLoop(body, from, to, 4 * count * vectors, (channel) =>
      sequence(
        offset.set(i32.add(place.get, channel.get)),
        all(offset, ({ before }, spot) => before(spot)),
        elements(channel, (byte) => all(byte, ({ element }, spot) => element(spot))),
        all(offset, ({ after }, spot) =>
          after(spot, (run) =>
            elements(channel, (byte) => run({ at: byte, offset: spot.offset, count: spot.count })),
          ),
        ),
      ),
    );
  };
  return sequence(
    pixel.set(words(channels!.get)),
    line.set(i32.mul(pixel.get, width!.get)),
    grouped.set(i32.and(pixel.get, i32.constant(-64))),
    whole.set(i32.and(pixel.get, i32.constant(-16))),
    image.set(zero),
    place.set(zero),
    countedLoop(body, 0, batch!.get, 1, () =>
      sequence(
        countedLoop(body, 0, rows!.get, 1, (i) =>
          sequence(
            top.set(i32.sub(i32.mul(i.get, down!.get), above!.get)),
            bounds(fromRow, toRow, top, tall!.get, height!.get),
            countedLoop(body, 0, columns!.get, 1, (j) =>
              sequence(
                side.set(i32.sub(i32.mul(j.get, across!.get), left!.get)),
                bounds(fromColumn, toColumn, side, wide!.get, width!.get),
                ...(takesMany ? [some(4, 4, 0, grouped.get)] : []),
                some(4, 1, takesMany ? grouped.get : 0, whole.get),
                some(1, 1, whole.get, pixel.get),
                advance(place, pixel.get),
              ),
            ),
          ),
        ),
        advance(image, i32.mul(line.get, height!.get)),
      ),
    ),
  );
};

const kernel = (
  unit: Unit,
  name: string,
  tensors: number,
  emit: (body: Body, sliding: readonly Local<'i32'>[], ...tensors: Local<'i32'>[]) => Statement,
): void =>
  exported(unit, name, geometry + tensors, (body, ...all) =>
    emit(body, all.slice(0, geometry), ...all.slice(geometry)),
  );

const clear = ([batch, height, width, channels]: readonly Local<'i32'>[], to: Local<'i32'>): Statement => {
  const size = [batch, height, width, channels].reduce<I32>(
    (product, extent) => i32.mul(product, extent!.get),
    i32.constant(4),
  );
  return memory.fill(to.get, i32.constant(0), size);
};

/** (…, x, y): maxima, NaN where there is one; 0 where a window lies outside. */
const windowMax = (unit: Unit): void =>
  kernel(unit, 'window_max', 2, (body, sliding, x, y) =>
    slide(
      body,
      sliding,
      () => {
        // The machine's own maximum passes over NaN, which a mask remembers.
        const [best, bad, seen] = [body.local('v128'), body.local('v128'), body.local('v128')];
        const element = body.local('v128');
        const none = i32x4.constant(0);
        return {
          before: () => sequence(best.set(f32x4.constant(-Infinity)), bad.set(none), seen.set(none)),
          element: (position) =>
            sequence(
              element.set(wordsOf(x!, position)),
              best.set(f32x4.pseudoMax(best.get, element.get)),
              bad.set(v128.or(bad.get, f32x4.ne(element.get, element.get))),
              seen.set(i32x4.constant(-1)),
            ),
          after: (place) => putWords(y!, place, v128.or(v128.and(best.get, seen.get), bad.get)),
        };
      },
      true,
    ),
  );

/** (…, x, y): sums */
const windowSum = (unit: Unit): void =>
  kernel(unit, 'window_sum', 2, (body, sliding, x, y) =>
    slide(
      body,
      sliding,
      () => {
        const sum = body.local('v128');
        return {
          before: () => sum.set(f32x4.constant(0)),
          element: (position) => sum.set(f32x4.add(sum.get, wordsOf(x!, position))),
          after: (place) => putWords(y!, place, sum.get),
        };
      },
      true,
    ),
  );

/** (…, g, x̄): g of each window added to all of its elements */
const windowSpread = (unit: Unit): void =>
  kernel(unit, 'window_spread', 2, (body, sliding, g, to) =>
    sequence(
      clear(sliding, to!),
      slide(body, sliding, () => {
        const value = body.local('v128');
        return {
          before: (place) => value.set(wordsOf(g!, place)),
          element: (position) => putWords(to!, position, f32x4.add(wordsOf(to!, position), value.get)),
          after: () => nothing,
        };
      }),
    ),
  );

/** Looks for the first maximum; NaN is greater than any number. */
const search = (body: Body, x: Local<'i32'>) => {
  const [element, best, isFirst, mask] = [0, 1, 2, 3].map(() => body.local('v128')) as [
    Local<'v128'>,
    Local<'v128'>,
    Local<'v128'>,
    Local<'v128'>,
  ];
  return {
    begin: sequence(best.set(f32x4.constant(0)), isFirst.set(i32x4.constant(-1))),
    /** `won` runs with the lanes where this element is the best so far. */
    look: (position: Spot, won: (lanes: V128) => Statement): Statement =>
      sequence(
        element.set(wordsOf(x, position)),
        mask.set(
          v128.or(
            v128.or(f32x4.gt(element.get, best.get), isFirst.get),
            v128.and(f32x4.ne(element.get, element.get), f32x4.eq(best.get, best.get)),
          ),
        ),
        best.set(v128.bitselect(element.get, best.get, mask.get)),
        isFirst.set(i32x4.constant(0)),
        won(mask.get),
      ),
  };
};

/** (…, x, u, y): u where x has its first maximum */
const windowPick = (unit: Unit): void =>
  kernel(unit, 'window_pick', 3, (body, sliding, x, u, y) =>
    slide(body, sliding, () => {
      const { begin, look } = search(body, x!);
      const chosen = body.local('v128');
      return {
        before: () => sequence(begin, chosen.set(f32x4.constant(0))),
        element: (position) =>
          look(position, (won) => chosen.set(v128.bitselect(wordsOf(u!, position), chosen.get, won))),
        after: (place) => putWords(y!, place, chosen.get),
      };
    }),
  );

/** (…, x, v, x̄): v of each window added where x has its first maximum */
const windowPlace = (unit: Unit): void =>
  kernel(unit, 'window_place', 3, (body, sliding, x, v, to) =>
    sequence(
      clear(sliding, to!),
      slide(body, sliding, () => {
        const { begin, look } = search(body, x!);
        const [where, value] = [body.local('v128'), body.local('v128')];
        const number = ({ at: byte, offset }: Spot): V128 =>
          i32x4.splat(i32.add(byte.get, i32.constant(offset)));
        return {
          before: (place) => sequence(begin, value.set(wordsOf(v!, place))),
          element: (position) =>
            look(position, (won) => where.set(v128.bitselect(number(position), where.get, won))),
          after: (_, again) =>
            again((position) => {
              const placed = v128.and(value.get, i32x4.eq(where.get, number(position)));
              return putWords(to!, position, f32x4.add(wordsOf(to!, position), placed));
            }),
        };
      }),
    ),
  );

export const windowKernels = (unit: Unit): void => {
  windowMax(unit);
  windowSum(unit);
  windowSpread(unit);
  windowPick(unit);
  windowPlace(unit);
};
