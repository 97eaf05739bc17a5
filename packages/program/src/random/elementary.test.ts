import { cosineAndSine, log } from './elementary.js';

const relative = (a: number, b: number): number => Math.abs(a - b) / Math.abs(b);

describe('log', () => {
  it('agrees with Math.log to 1e-15 relative, near 1 as well', () => {
    let worst = 0;
    for (let i = 1; i < 20_000; i++) {
      for (const x of [i / 20_000, 1 - i * 2 ** -50, 2 ** -53 * i, i]) {
        if (x !== 1) worst = Math.max(worst, relative(log(x), Math.log(x)));
      }
    }
    expect(worst).toBeLessThan(1e-15);
    expect(log(1)).toBe(0);
  });
});

describe('cosineAndSine', () => {
  it('agrees with Math to 1e-15, and lies on the circle', () => {
    let worst = 0;
    for (let i = -5_000; i <= 5_000; i++) {
      const turns = i / 3_001;
      const [c, s] = cosineAndSine(turns);
      // Math.cos gets a rounded angle: compare where that costs little.
      const angle = 2 * Math.PI * turns;
      worst = Math.max(
        worst,
        Math.abs(c - Math.cos(angle)),
        Math.abs(s - Math.sin(angle)),
        Math.abs(c * c + s * s - 1),
      );
    }
    expect(worst).toBeLessThan(2e-15);
  });

  it('is exact at quarters of a turn', () => {
    expect([0, 0.25, 0.5, 0.75, 1, -0.25].map(cosineAndSine)).toEqual(
      [
        [1, 0],
        [-0, 1],
        [-1, -0],
        [0, -1],
        [1, 0],
        [0, -1],
      ].map(([c, s]) => [expect.closeTo(c!, 15), expect.closeTo(s!, 15)]),
    );
  });

  it('agrees with Math to 1e-15 relative within an eighth of a turn', () => {
    let worst = 0;
    for (let i = 1; i <= 1_000; i++) {
      const turns = i / 8_000;
      const [c, s] = cosineAndSine(turns);
      worst = Math.max(
        worst,
        relative(c, Math.cos(2 * Math.PI * turns)),
        relative(s, Math.sin(2 * Math.PI * turns)),
      );
    }
    expect(worst).toBeLessThan(1e-15);
  });
});
