import type { Shape, Window } from '@neurite/contract';
import {
  add,
  type Body,
  countedLoop,
  i32,
  type I32,
  type Local,
  sequence,
  type Statement,
  type V128,
  v128,
  when,
} from '../encoder/index.js';
import { wordBytes } from './kernel.js';
import { stridesOf } from './space.js';

/** A window sliding over x `[batch, ...spatial, channels]` to places `[batch, ...out, channels]`. */
export interface Sliding {
  readonly x: Shape;
  readonly places: Shape;
  readonly window: Window & { readonly dilation?: Shape };
}

/** What happens at each window, for four channels or, where channels are left over, for one. */
export interface Visit {
  /** With the byte offset of the window's channels in a tensor shaped like the places. */
  before(placeOffset: Local<'i32'>): Statement;
  /** With the byte offset of an element's channels in a tensor shaped like x, and in one of [...window, channels]. */
  element(elementOffset: Local<'i32'>, tapOffset: Local<'i32'>): Statement;
  /** `again` visits the window's elements once more. */
  after(placeOffset: Local<'i32'>, again: (element: Visit['element']) => Statement): Statement;
}

/** Axes of windows up to so long are unrolled where no window reaches into the padding. */
const longestUnrolled = 4;

/** Visits every window. Elements in the padding are not visited. */
export const slide = (
  body: Body,
  { x, places, window }: Sliding,
  visit: (count: 1 | 4) => Visit,
): Statement => {
  const rank = x.length - 2;
  const channels = x.at(-1)!;
  const xStrides = stridesOf(x).map((stride) => stride * wordBytes);
  const tapStrides = stridesOf([...window.size, channels]).map((stride) => stride * wordBytes);
  const local = () => body.local('i32');
  const [example, place, element, tap, channel] = [local(), local(), local(), local(), local()];
  const axes = window.size.map((size, axis) => {
    const dilation = window.dilation?.[axis] ?? 1;
    const [stride, extent, before] = [window.strides[axis]!, x[axis + 1]!, window.padding[axis]![0]];
    const lastEnd = (places[axis + 1]! - 1) * stride - before + dilation * (size - 1);
    return {
      ...{ size, dilation, stride, extent, before },
      /** No window reaches into the padding. */
      isInside: before <= 0 && lastEnd < extent,
      ...{ origin: local(), first: local(), last: local() },
    };
  });

  /** The elements of the window that lie inside, axis by axis. */
  const elements = (axis: number, offset: I32, tapOffset: I32, inner: () => Statement): Statement => {
    if (axis === rank)
      return sequence(
        element.set(i32.add(offset, channel.get)),
        tap.set(i32.add(tapOffset, channel.get)),
        inner(),
      );
    const { size, dilation, isInside, origin, first, last } = axes[axis]!;
    const at = (i: I32): Statement => {
      const [sum, tapSum] = [local(), local()];
      const position = i32.add(origin.get, i32.mul(i, i32.constant(dilation)));
      return sequence(
        sum.set(i32.add(offset, i32.mul(position, i32.constant(xStrides[axis + 1]!)))),
        tapSum.set(i32.add(tapOffset, i32.mul(i, i32.constant(tapStrides[axis]!)))),
        elements(axis + 1, sum.get, tapSum.get, inner),
      );
    };
    if (isInside && size <= longestUnrolled)
      return sequence(...Array.from({ length: size }, (_, i) => at(i32.constant(i))));
    return countedLoop(body, isInside ? 0 : first.get, isInside ? size : last.get, 1, (i) => at(i.get));
  };
  const channelsOf = (count: 1 | 4, from: number, to: number): Statement => {
    const { before, element: each, after } = visit(count);
    const offset = local();
    return countedLoop(body, from * wordBytes, to * wordBytes, count * wordBytes, (c) =>
      sequence(
        channel.set(c.get),
        offset.set(i32.add(place.get, c.get)),
        before(offset),
        elements(0, example.get, i32.constant(0), () => each(element, tap)),
        after(offset, (run) => elements(0, example.get, i32.constant(0), () => run(element, tap))),
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
    const { size, dilation, stride, extent, before, isInside, origin, first, last } = axes[axis]!;
    const [zero, spacing] = [i32.constant(0), i32.constant(dilation)];
    const steps = (distance: I32): I32 =>
      dilation === 1 ? distance : i32.divS(i32.add(distance, i32.constant(dilation - 1)), spacing);
    const bounds = sequence(
      first.set(zero),
      when(i32.ltS(origin.get, zero), first.set(steps(i32.sub(zero, origin.get)))),
      last.set(steps(i32.sub(i32.constant(extent), origin.get))),
      when(i32.gtS(last.get, i32.constant(size)), last.set(i32.constant(size))),
    );
    return countedLoop(body, 0, places[axis + 1]!, 1, (i) =>
      sequence(
        origin.set(i32.sub(i32.mul(i.get, i32.constant(stride)), i32.constant(before))),
        isInside ? sequence() : bounds,
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

/** Loads four channels, or one into lane 0. */
export const loadChannels = (address: I32, count: 1 | 4): V128 =>
  count === 4 ? v128.load(address) : v128.loadZero32(address);

export const storeChannels = (address: I32, value: V128, count: 1 | 4): Statement =>
  count === 4 ? v128.store(address, value) : v128.storeLane32(address, value, 0);

export const offsetFrom = (base: Local<'i32'>, offset: Local<'i32'>): I32 => i32.add(base.get, offset.get);
