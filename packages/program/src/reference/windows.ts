import { sizeOf, type HostTensor, type Shape, type Window } from '@neurite/contract';
import { store, type Evaluators } from './evaluator.js';
import { placementOf } from './placement.js';
import { beats } from './scalar.js';

interface Windows {
  readonly type: { readonly dtype: 'float32'; readonly shape: Shape };
  /** Calls `each` with the offset of the result's first channel, and of x's first channel for each element inside. */
  readonly walk: (each: (resultAt: number, elements: Int32Array, count: number) => void) => void;
  readonly channels: number;
}

const windowsOf = (x: Shape, window: Window): Windows => {
  const { places, elements, positions, extents, at } = placementOf(x.slice(1, -1), window);
  const channels = x.at(-1)!;
  return {
    type: { dtype: 'float32', shape: [x[0]!, ...extents, channels] },
    channels,
    walk: (each) => {
      const inside = new Int32Array(elements);
      for (let example = 0; example < x[0]!; example++) {
        for (let place = 0; place < places; place++) {
          let count = 0;
          for (let element = 0; element < elements; element++) {
            const position = at[place * elements + element]!;
            if (position >= 0) inside[count++] = (example * positions + position) * channels;
          }
          each((example * places + place) * channels, inside, count);
        }
      }
    },
  };
};

/** The offset of the first maximum of x in a window; −1 where the window lies in the padding altogether. */
const firstMaximum = (
  x: HostTensor['data'],
  elements: Int32Array,
  count: number,
  channel: number,
): number => {
  if (count === 0) return -1;
  let best = elements[0]! + channel;
  for (let i = 1; i < count; i++)
    if (beats(x[elements[i]! + channel]!, x[best]!)) best = elements[i]! + channel;
  return best;
};

export const windowReference: Evaluators<'window'> = {
  window_sum: (window, [x], precision) => {
    const { type, channels, walk } = windowsOf(x!.shape, window);
    const { data } = x!;
    const out = new Float64Array(sizeOf(type.shape));
    walk((to, elements, count) => {
      for (let i = 0; i < count; i++)
        for (let c = 0; c < channels; c++) out[to + c]! += data[elements[i]! + c]!;
    });
    return [store(type, precision, out)];
  },
  window_spread: (attributes, [gradient], precision) => {
    const { channels, walk } = windowsOf(attributes.shape, attributes);
    const { data } = gradient!;
    const out = new Float64Array(sizeOf(attributes.shape));
    walk((from, elements, count) => {
      for (let i = 0; i < count; i++)
        for (let c = 0; c < channels; c++) out[elements[i]! + c]! += data[from + c]!;
    });
    return [store({ dtype: 'float32', shape: attributes.shape }, precision, out)];
  },
  window_pick: (window, [x, u], precision) => {
    const { type, channels, walk } = windowsOf(x!.shape, window);
    const out = new Float64Array(sizeOf(type.shape));
    walk((to, elements, count) => {
      for (let c = 0; c < channels; c++) {
        const best = firstMaximum(x!.data, elements, count, c);
        if (best >= 0) out[to + c] = u!.data[best]!;
      }
    });
    return [store(type, precision, out)];
  },
  window_place: (window, [x, v], precision) => {
    const { channels, walk } = windowsOf(x!.shape, window);
    const out = new Float64Array(sizeOf(x!.shape));
    walk((from, elements, count) => {
      for (let c = 0; c < channels; c++) {
        const best = firstMaximum(x!.data, elements, count, c);
        if (best >= 0) out[best]! += v!.data[from + c]!;
      }
    });
    return [store({ dtype: 'float32', shape: x!.shape }, precision, out)];
  },
};
