import { threefry2x32 } from './threefry.js';

/**
 * Fills `out` with the values of the `uniform` primitive: float32 in [0, 1), exactly the same bits on every backend.
 *
 * (k0, k1) = threefry(key (seed, stream), counter (step, microbatch)); block j is threefry(key (k0, k1), counter (j, iteration))
 * and gives elements 2j and 2j + 1; a word w becomes (w >>> 8) · 2⁻²⁴.
 */
export const fillUniform = (
  out: Float32Array | Float64Array,
  stream: number,
  counter: { readonly [index: number]: number },
): void => {
  const [key0, key1] = threefry2x32(counter[0]!, stream, counter[1]!, counter[2]!);
  for (let block = 0; 2 * block < out.length; block++) {
    const [first, second] = threefry2x32(key0, key1, block, counter[3]!);
    out[2 * block] = (first >>> 8) * 2 ** -24;
    if (2 * block + 1 < out.length) out[2 * block + 1] = (second >>> 8) * 2 ** -24;
  }
};
