import { sizeOf } from '@neurite/contract';
import {
  type Body,
  f32x4,
  i32,
  i32x4,
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
import { loadChannels, offsetFrom, slide, storeChannels } from './slide.js';

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
      element: (at) => sum.set(f32x4.add(sum.get, loadChannels(offsetFrom(from!, at), count))),
      after: (at) => storeChannels(offsetFrom(to!, at), sum.get, count),
    }));
  });

export const windowSpread: KernelOf<'window_spread'> = (window, [gradient], [y]) =>
  kernel(1, (body, [from, to]) => {
    const value = body.local('v128');
    return sequence(
      clear(to!, sizeOf(y!.shape)),
      slide(body, { x: y!.shape, places: gradient!.shape, window }, (count) => ({
        before: (at) => value.set(loadChannels(offsetFrom(from!, at), count)),
        element: (at) =>
          storeChannels(
            offsetFrom(to!, at),
            f32x4.add(loadChannels(offsetFrom(to!, at), count), value.get),
            count,
          ),
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
          element!.set(loadChannels(offsetFrom(from!, at), count)),
          mask!.set(wins(element!, best!, isFirst!)),
          best!.set(v128.bitselect(element!.get, best!.get, mask!.get)),
          chosen!.set(v128.bitselect(loadChannels(offsetFrom(other!, at), count), chosen!.get, mask!.get)),
          isFirst!.set(f32x4.constant(0)),
        ),
      after: (at) => storeChannels(offsetFrom(to!, at), chosen!.get, count),
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
            element!.set(loadChannels(offsetFrom(from!, at), count)),
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
