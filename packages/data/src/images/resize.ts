import type { Pixels } from './pixels.js';

interface Taps {
  /** The first pixel that counts, for each new one. */
  readonly first: Int32Array;
  /** Their weights, `width` for each new pixel; they add up to 1. */
  readonly weights: Float64Array;
  readonly width: number;
}

/** Triangles as wide as a new pixel, but at least as two old ones: what is made smaller is averaged, what is made larger interpolated. */
const tapsOf = (from: number, to: number): Taps => {
  const scale = from / to;
  const support = Math.max(1, scale);
  const width = 2 * Math.ceil(support) + 1;
  const first = new Int32Array(to);
  const weights = new Float64Array(to * width);
  for (let pixel = 0; pixel < to; pixel++) {
    const middle = (pixel + 0.5) * scale;
    const start = Math.max(0, Math.floor(middle - support));
    first[pixel] = start;
    let sum = 0;
    for (let tap = 0; tap < width && start + tap < from; tap++) {
      const weight = Math.max(0, 1 - Math.abs(start + tap + 0.5 - middle) / support);
      weights[pixel * width + tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < width; tap++) weights[pixel * width + tap]! /= sum;
  }
  return { first, weights, width };
};

/** Another size, by linear interpolation with a support that grows where the image shrinks. The values are not rounded. */
export const resized = (image: Pixels, height: number, width: number): Float32Array => {
  const { channels, data } = image;
  const [down, across] = [tapsOf(image.height, height), tapsOf(image.width, width)];
  // First along rows, of all old rows; then along columns.
  const middle = new Float64Array(image.height * width * channels);
  for (let row = 0; row < image.height; row++)
    for (let column = 0; column < width; column++)
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let tap = 0; tap < across.width; tap++) {
          const weight = across.weights[column * across.width + tap]!;
          if (weight > 0)
            sum += weight * data[(row * image.width + across.first[column]! + tap) * channels + channel]!;
        }
        middle[(row * width + column) * channels + channel] = sum;
      }
  const out = new Float32Array(height * width * channels);
  const line = width * channels;
  for (let row = 0; row < height; row++)
    for (let at = 0; at < line; at++) {
      let sum = 0;
      for (let tap = 0; tap < down.width; tap++) {
        const weight = down.weights[row * down.width + tap]!;
        if (weight > 0) sum += weight * middle[(down.first[row]! + tap) * line + at]!;
      }
      out[row * line + at] = sum;
    }
  return out;
};
