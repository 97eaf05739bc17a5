import { type Shape, sizeOf, type Window } from '@neurite/contract';
import {
  add,
  type Body,
  countedLoop,
  f32x4,
  i32,
  i32x4,
  type I32,
  type Local,
  nothing,
  sequence,
  type Statement,
  type V128,
  v128,
  when,
} from '../encoder/index.js';
import { addresses, type Kernel, type KernelOf, wordBytes } from './kernel.js';
import { clear } from './loops.js';
import { stridesOf } from './space.js';

/** A window sliding over x `[batch, ...spatial, channels]` to places `[batch, ...out, channels]`. */
interface Sliding {
  readonly x: Shape;
  readonly places: Shape;
  readonly window: Window;
}

/**
 * Visits every window. `before`, `element` and `after` are emitted for four channels, and for one where channels are left over:
 * `at(base)` is the address of the window's channels in a tensor shaped like the places, `elementAt` that of the element in one
 * shaped like x. Elements in the padding are not visited.
 */
const slide = (
  body: Body,
  { x, places, window }: Sliding,
  visit: (count: 1 | 4) => {
    readonly before: (placeOffset: Local<'i32'>) => Statement;
    readonly element: (elementOffset: Local<'i32'>) => Statement;
    readonly after: (placeOffset: Local<'i32'>) => Statement;
  },
): Statement => {
  const rank = x.length - 2;
  const channels = x.at(-1)!;
  const xStrides = stridesOf(x).map((stride) => stride * wordBytes);
  const [example, place, element] = [body.local('i32'), body.local('i32'), body.local('i32')];
  const spatial = Array.from({ length: rank }, () => ({
    origin: body.local('i32'),
    first: body.local('i32'),
    last: body.local('i32'),
  }));
  const channel = body.local('i32');

  /** The elements of the window that lie inside, axis by axis. */
  const elements = (axis: number, offset: I32, inner: () => Statement): Statement => {
    if (axis === rank) return sequence(element.set(i32.add(offset, channel.get)), inner());
    const { origin, first, last } = spatial[axis]!;
    const sum = body.local('i32');
    return countedLoop(body, first.get, last.get, 1, (i) =>
      sequence(
        sum.set(i32.add(offset, i32.mul(i32.add(origin.get, i.get), i32.constant(xStrides[axis + 1]!)))),
        elements(axis + 1, sum.get, inner),
      ),
    );
  };
  const channelsOf = (count: 1 | 4, from: number, to: number): Statement => {
    const { before, element: each, after } = visit(count);
    const offset = body.local('i32');
    return countedLoop(body, from * wordBytes, to * wordBytes, count * wordBytes, (c) =>
      sequence(
        channel.set(c.get),
        offset.set(i32.add(place.get, c.get)),
        before(offset),
        elements(0, example.get, () => each(element)),
        after(offset),
      ),
    );
  };
  const whole = channels - (channels % 4);
  const oneWindow = sequence(
    channelsOf(4, 0, whole),
    channelsOf(1, whole, channels),
    add(place, channels * wordBytes),
  );

  /** Places axis by axis: where the window begins, and which of its elements are inside. */
  const placesOf = (axis: number): Statement => {
    if (axis === rank) return oneWindow;
    const { origin, first, last } = spatial[axis]!;
    const [stride, size, extent] = [window.strides[axis]!, window.size[axis]!, x[axis + 1]!];
    const zero = i32.constant(0);
    return countedLoop(body, 0, places[axis + 1]!, 1, (i) =>
      sequence(
        origin.set(i32.sub(i32.mul(i.get, i32.constant(stride)), i32.constant(window.padding[axis]![0]))),
        first.set(zero),
        when(i32.ltS(origin.get, zero), first.set(i32.sub(zero, origin.get))),
        last.set(i32.sub(i32.constant(extent), origin.get)),
        when(i32.gtS(last.get, i32.constant(size)), last.set(i32.constant(size))),
        placesOf(axis + 1),
      ),
    );
  };
  return sequence(
    place.set(i32.constant(0)),
    example.set(i32.constant(0)),
    countedLoop(body, 0, x[0]!, 1, () => sequence(placesOf(0), add(example, xStrides[0]!))),
  );
};

const load = (address: I32, count: 1 | 4): V128 =>
  count === 4 ? v128.load(address) : v128.loadZero32(address);
const store = (address: I32, value: V128, count: 1 | 4): Statement =>
  count === 4 ? v128.store(address, value) : v128.storeLane32(address, value, 0);
const offsetFrom = (base: Local<'i32'>, offset: Local<'i32'>): I32 => i32.add(base.get, offset.get);

const kernel = (
  inputs: number,
  emit: (body: Body, tensors: readonly Local<'i32'>[]) => Statement,
): Kernel => ({
  scratch: 0,
  define: ({ module }) =>
    module.function({ parameters: addresses(inputs + 1) }, (body) =>
      emit(
        body,
        Array.from({ length: inputs + 1 }, (_, i) => body.parameter('i32', i)),
      ),
    ),
});

export const windowSum: KernelOf<'window_sum'> = (window, [x], [y]) =>
  kernel(1, (body, [from, to]) => {
    const sum = body.local('v128');
    return slide(body, { x: x!.shape, places: y!.shape, window }, (count) => ({
      before: () => sum.set(f32x4.constant(0)),
      element: (at) => sum.set(f32x4.add(sum.get, load(offsetFrom(from!, at), count))),
      after: (at) => store(offsetFrom(to!, at), sum.get, count),
    }));
  });

export const windowSpread: KernelOf<'window_spread'> = (window, [gradient], [y]) =>
  kernel(1, (body, [from, to]) => {
    const value = body.local('v128');
    return sequence(
      clear(to!, sizeOf(y!.shape)),
      slide(body, { x: y!.shape, places: gradient!.shape, window }, (count) => ({
        before: (at) => value.set(load(offsetFrom(from!, at), count)),
        element: (at) =>
          store(offsetFrom(to!, at), f32x4.add(load(offsetFrom(to!, at), count), value.get), count),
        after: () => nothing,
      })),
    );
  });

/** Lanes where x replaces the best so far: greater, NaN against a number, or the first of all. */
const wins = (x: Local<'v128'>, best: Local<'v128'>, isFirst: Local<'v128'>): V128 =>
  v128.or(
    v128.or(f32x4.gt(x.get, best.get), isFirst.get),
    v128.and(f32x4.ne(x.get, x.get), f32x4.eq(best.get, best.get)),
  );

export const windowPick: KernelOf<'window_pick'> = (window, [x], [y]) =>
  kernel(2, (body, [from, other, to]) => {
    const [element, best, chosen, isFirst, mask] = [0, 1, 2, 3, 4].map(() => body.local('v128'));
    return slide(body, { x: x!.shape, places: y!.shape, window }, (count) => ({
      before: () =>
        sequence(
          best!.set(f32x4.constant(0)),
          chosen!.set(f32x4.constant(0)),
          isFirst!.set(f32x4.eq(f32x4.constant(0), f32x4.constant(0))),
        ),
      element: (at) =>
        sequence(
          element!.set(load(offsetFrom(from!, at), count)),
          mask!.set(wins(element!, best!, isFirst!)),
          best!.set(v128.bitselect(element!.get, best!.get, mask!.get)),
          chosen!.set(v128.bitselect(load(offsetFrom(other!, at), count), chosen!.get, mask!.get)),
          isFirst!.set(f32x4.constant(0)),
        ),
      after: (at) => store(offsetFrom(to!, at), chosen!.get, count),
    }));
  });

/** Remembers where each lane's maximum lies, and then adds lane by lane. */
export const windowPlace: KernelOf<'window_place'> = (window, [x, v]) =>
  kernel(2, (body, [from, values, to]) => {
    const [element, best, where, isFirst, mask] = [0, 1, 2, 3, 4].map(() => body.local('v128'));
    const slot = body.local('i32');
    const isSeen = body.local('i32');
    const lane = (index: number, at: Local<'i32'>): Statement => {
      const sum = f32x4.add(
        v128.loadZero32(slot.get),
        v128.loadZero32(offsetFrom(values!, at), index * wordBytes),
      );
      return sequence(
        slot.set(
          i32.add(i32.add(to!.get, i32x4.extract(where!.get, index)), i32.constant(index * wordBytes)),
        ),
        v128.storeLane32(slot.get, sum, 0),
      );
    };
    return sequence(
      clear(to!, sizeOf(x!.shape)),
      slide(body, { x: x!.shape, places: v!.shape, window }, (count) => ({
        before: () =>
          sequence(
            best!.set(f32x4.constant(0)),
            isSeen.set(i32.constant(0)),
            isFirst!.set(f32x4.eq(f32x4.constant(0), f32x4.constant(0))),
          ),
        element: (at) =>
          sequence(
            element!.set(load(offsetFrom(from!, at), count)),
            mask!.set(wins(element!, best!, isFirst!)),
            best!.set(v128.bitselect(element!.get, best!.get, mask!.get)),
            where!.set(v128.bitselect(i32x4.splat(at.get), where!.get, mask!.get)),
            isFirst!.set(f32x4.constant(0)),
            isSeen.set(i32.constant(1)),
          ),
        after: (at) =>
          when(isSeen.get, sequence(...Array.from({ length: count }, (_, index) => lane(index, at)))),
      })),
    );
  });
