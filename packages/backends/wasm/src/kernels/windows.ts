import { sizeOf, type Window } from '@neurite/contract';
import {
  type Body,
  f32x4,
  i32x4,
  type Local,
  nothing,
  sequence,
  type Statement,
  type V128,
  v128,
} from '../encoder/index.js';
import { addresses, type Kernel, type KernelOf } from './kernel.js';
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

/** Whether no element belongs to two windows. */
const isDisjoint = ({ size, strides }: Window): boolean =>
  size.every((extent, axis) => extent <= strides[axis]!);

/**
 * Finds where each lane's maximum lies, and then goes through the window again. Elements of windows that do not overlap are written
 * once: the value where the maximum is, else 0. Others are added to.
 */
export const windowPlace: KernelOf<'window_place'> = (window, [x, v]) =>
  kernel(2, (body, [from, values, to]) => {
    const [element, best, where, isFirst, mask, value] = [0, 1, 2, 3, 4, 5].map(() => body.local('v128'));
    return sequence(
      clear(to!, sizeOf(x!.shape)),
      slide(body, { x: x!.shape, places: v!.shape, window }, (count) => ({
        before: (at) =>
          sequence(
            value!.set(loadChannels(offsetFrom(values!, at), count)),
            best!.set(f32x4.constant(0)),
            isFirst!.set(f32x4.eq(f32x4.constant(0), f32x4.constant(0))),
          ),
        element: (at) =>
          sequence(
            element!.set(loadChannels(offsetFrom(from!, at), count)),
            mask!.set(wins(element!, best!, isFirst!)),
            best!.set(v128.bitselect(element!.get, best!.get, mask!.get)),
            where!.set(v128.bitselect(i32x4.splat(at.get), where!.get, mask!.get)),
            isFirst!.set(f32x4.constant(0)),
          ),
        after: (_, again) =>
          again((at) => {
            const address = offsetFrom(to!, at);
            const placed = v128.and(value!.get, i32x4.eq(where!.get, i32x4.splat(at.get)));
            const sum = isDisjoint(window) ? placed : f32x4.add(loadChannels(address, count), placed);
            return storeChannels(address, sum, count);
          }),
      })),
    );
  });
