const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;
/** Skein's key schedule parity, shortened to 32 bits. */
const parity = 0x1bd11bda;

/**
 * Threefry-2x32 with 20 rounds: a keyed bijection of 64 bits that passes statistical tests as a counter-based generator.
 * All four words are taken modulo 2³², so int32 and uint32 mean the same.
 *
 * @returns two words, uint32.
 * @see Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
export const threefry2x32 = (
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
): readonly [number, number] => {
  const keys = [key0 | 0, key1 | 0, (parity ^ key0 ^ key1) | 0] as const;
  let x0 = (counter0 + keys[0]) | 0;
  let x1 = (counter1 + keys[1]) | 0;
  for (let round = 0; round < 20; round++) {
    const rotation = rotations[round & 7]!;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << rotation) | (x1 >>> (32 - rotation))) ^ x0;
    if ((round & 3) === 3) {
      const injection = (round >> 2) + 1;
      x0 = (x0 + keys[injection % 3]!) | 0;
      x1 = (x1 + keys[(injection + 1) % 3]! + injection) | 0;
    }
  }
  return [x0 >>> 0, x1 >>> 0];
};
