import type { Padding, Shape } from '@neurite/contract';
import { windowExtents } from '../shapes/window.js';

/** How a window slides: where each of its elements lies in the input, for each of its places. */
export interface Placement {
  /** Number of places, of elements in a window, and of positions in the input. */
  readonly places: number;
  readonly elements: number;
  readonly positions: number;
  readonly extents: Shape;
  /** `[places, elements]`: a flat input position, or −1 in the padding. */
  readonly at: Int32Array;
}

export const placementOf = (
  spatial: Shape,
  window: {
    readonly size: Shape;
    readonly strides: Shape;
    readonly padding: Padding;
    readonly dilation?: Shape;
  },
): Placement => {
  const { size, strides, padding, dilation } = window;
  const extents = windowExtents(spatial, window);
  const product = (shape: Shape) => shape.reduce((a, b) => a * b, 1);
  const [places, elements] = [product(extents), product(size)];
  const at = new Int32Array(places * elements);
  // Mixed-radix decoding of both indices, outermost axis last.
  for (let i = 0; i < at.length; i++) {
    let place = Math.floor(i / elements);
    let element = i % elements;
    let position = 0;
    let stride = 1;
    for (let axis = spatial.length - 1; axis >= 0; axis--) {
      const start = (place % extents[axis]!) * strides[axis]! - padding[axis]![0];
      const index = start + (element % size[axis]!) * (dilation?.[axis] ?? 1);
      place = Math.floor(place / extents[axis]!);
      element = Math.floor(element / size[axis]!);
      if (index < 0 || index >= spatial[axis]!) {
        position = -1;
        break;
      }
      position += index * stride;
      stride *= spatial[axis]!;
    }
    at[i] = position;
  }
  return { places, elements, positions: product(spatial), extents, at };
};
