import type { Axis, HostRandom } from '@neurite/contract';

const LOG_SQRT_TAU = Math.log(2 * Math.PI) / 2;

/** An estimate of where some numbers lie, from those that were seen. */
export interface Estimate {
  draw(random: HostRandom): number;
  /** Its logarithm, so that axes add up. */
  logDensity(value: number): number;
}

/** The standard normal distribution function, within 1e-7 (Abramowitz, Stegun 1964, 26.2.17). */
const normalBelow = (x: number): number => {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = Math.exp(-(x ** 2) / 2 - LOG_SQRT_TAU) * series;
  return x < 0 ? tail : 1 - tail;
};

interface Bump {
  readonly centre: number;
  readonly width: number;
  /** The part of the bump that lies from 0 to 1. */
  readonly mass: number;
}

const bump = (centre: number, width: number): Bump => ({
  centre,
  width,
  mass: normalBelow((1 - centre) / width) - normalBelow(-centre / width),
});

/** As wide as the nearest numbers are far, and never so narrow that nothing between them is tried. */
const bumpsOf = (seen: readonly number[]): readonly Bump[] => {
  const sorted = [...seen].sort((a, b) => a - b);
  const least = 1 / Math.min(100, 1 + sorted.length);
  const own = sorted.map((centre, index) => {
    const [before, after] = [sorted[index - 1] ?? 0, sorted[index + 1] ?? 1];
    return bump(centre, Math.min(1, Math.max(least, centre - before, after - centre)));
  });
  // What is known before anything is seen: anywhere.
  return [bump(0.5, 1), ...own];
};

const rangeEstimate = (seen: readonly number[]): Estimate => {
  const bumps = bumpsOf(seen);
  return {
    draw: (random) => {
      const { centre, width } = bumps[random.integer(bumps.length)]!;
      // At least a third of every bump lies inside: this ends.
      for (;;) {
        const value = centre + width * random.normal();
        if (value >= 0 && value <= 1) return value;
      }
    },
    logDensity: (value) =>
      Math.log(
        bumps.reduce(
          (sum, { centre, width, mass }) =>
            sum + Math.exp(-(((value - centre) / width) ** 2) / 2 - LOG_SQRT_TAU) / (width * mass),
          0,
        ) / bumps.length,
      ),
  };
};

const itemEstimate = (seen: readonly number[], size: number): Estimate => {
  const counts = Array.from(
    { length: size },
    (_, index) => 1 + seen.filter((value) => value === index).length,
  );
  const total = size + seen.length;
  return {
    draw: (random) => {
      let left = random.integer(total);
      return counts.findIndex((count) => (left -= count) < 0);
    },
    logDensity: (value) => Math.log(counts[value]! / total),
  };
};

/** A mixture of bumps about the numbers that were seen (Parzen 1962), cut at the ends; of items, how often each was seen, and once more. */
export const estimate = (axis: Axis, seen: readonly number[]): Estimate =>
  axis.kind === 'range' ? rangeEstimate(seen) : itemEstimate(seen, axis.size);
