import { addPoint, type LossCurve } from './progress.js';

describe('addPoint', () => {
  it('keeps a long run small, and depends on steps only', () => {
    let curve: LossCurve = { every: 1, seen: 0, points: [] };
    for (let step = 1; step <= 100_000; step++) curve = addPoint(curve, step, 1 / step);
    expect(curve.points.length).toBeLessThan(1000);
    expect(curve.points.length).toBeGreaterThan(400);
    expect(curve.points.every(([step, loss]) => step % curve.every === 0 && loss === 1 / step)).toBe(true);
  });
});
