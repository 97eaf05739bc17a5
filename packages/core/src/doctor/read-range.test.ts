import { readRange, watchExplosion, type RatePoint } from './read-range.js';

/** Gradient descent on ½ λ w² from w = 1, at rates that rise from `from` to `to`: the loss after each step, until it explodes. */
const descent = (curvature: number, from: number, to: number, steps: number) => {
  const explodes = watchExplosion();
  const points: RatePoint[] = [];
  let weight = 1;
  explodes(curvature / 2);
  for (let step = 0; step < steps; step++) {
    const rate = from * (to / from) ** (step / (steps - 1));
    weight -= rate * curvature * weight;
    const loss = (curvature / 2) * weight ** 2;
    points.push([rate, loss]);
    if (explodes(loss)) return { points, diverged: rate };
  }
  return { points };
};

describe('a range of rates', () => {
  // Descent on a parabola diverges from 2 / λ on, in theory; a loss that is next to 0 by then takes some steps to be seen again.
  it.each([0.5, 4, 100])('is read on a parabola of curvature %d', (curvature) => {
    const limit = 2 / curvature;
    const { points, diverged } = descent(curvature, limit * 1e-4, limit * 1e4, 120);
    const range = readRange(points, diverged);
    expect(range.diverged).toBeGreaterThan(limit);
    expect(range.best).toBeLessThan(range.diverged!);
    expect(range.highest).toBeGreaterThan(limit);
    // Not so large that it oscillates, not so small that it creeps.
    expect(range.suggested).toBeLessThan(limit);
    expect(range.suggested).toBeGreaterThan(limit / 100);
    expect(range.fall).toBeGreaterThan(0.99);
  });

  it('suggests nothing where the loss does not fall', () => {
    const flat = Array.from({ length: 40 }, (_, index): RatePoint => [10 ** (index / 10 - 4), 2]);
    expect(readRange(flat)).toMatchObject({ fall: 0 });
    expect(readRange(flat).suggested).toBeUndefined();
    expect(readRange([], 1)).toMatchObject({ diverged: 1, smoothed: [], fall: 0 });
  });

  it('has no end where nothing explodes', () => {
    const falling = Array.from({ length: 40 }, (_, index): RatePoint => [
      10 ** (index / 10 - 4),
      2 - index / 40,
    ]);
    const range = readRange(falling);
    expect(range.best).toBe(falling.at(-1)![0]);
    expect(range.highest).toBeUndefined();
    expect(range.diverged).toBeUndefined();
  });

  it('stops at an explosion, but not at one wild batch', () => {
    const wild = watchExplosion();
    expect([1, 0.9, 5, 0.9, 0.8].map(wild)).toEqual([false, false, false, false, false]);
    const explosion = watchExplosion();
    expect([1, 0.9, 2, 6, 12].map(explosion)).toEqual([false, false, false, true, true]);
    expect(watchExplosion()(NaN)).toBe(true);
    // Of a loss below 0 as well.
    const below = watchExplosion();
    expect([-2, -3, -2.5, 20].map(below)).toEqual([false, false, false, true]);
  });
});
