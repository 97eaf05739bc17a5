import { hostRandom } from './host-random.js';
import { streamOf } from './stream.js';

const draw = (count: number, next: () => number): readonly number[] => Array.from({ length: count }, next);
const moment = (values: readonly number[], power: number): number =>
  values.reduce((sum, value) => sum + value ** power, 0) / values.length;

describe('hostRandom', () => {
  const count = 100_000;

  it('draws uniform numbers with the moments of [0, 1)', () => {
    const values = draw(count, hostRandom(1, 'a').uniform);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    // Four standard errors: 4·√(1/12 / n) and so on.
    expect(Math.abs(moment(values, 1) - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / count));
    expect(Math.abs(moment(values, 2) - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / count));
  });

  it('draws normal numbers with the first four moments of the normal distribution', () => {
    const values = draw(count, hostRandom(2, 'a').normal);
    const error = (variance: number) => 4 * Math.sqrt(variance / count);
    expect(Math.abs(moment(values, 1))).toBeLessThan(error(1));
    expect(Math.abs(moment(values, 2) - 1)).toBeLessThan(error(2));
    expect(Math.abs(moment(values, 3))).toBeLessThan(error(15));
    expect(Math.abs(moment(values, 4) - 3)).toBeLessThan(error(96));
  });

  it('draws integers evenly', () => {
    const counts = [0, 0, 0, 0, 0, 0, 0];
    const random = hostRandom(3, 'a');
    for (let i = 0; i < 70_000; i++) counts[random.integer(7)]!++;
    const chiSquare = counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
    // The 99.9 % point for six degrees of freedom.
    expect(chiSquare).toBeLessThan(22.46);
  });

  it('is a function of seed and path', () => {
    const first = (seed: number, path: string) => draw(4, hostRandom(seed, path).uniform);
    expect(first(7, 'hidden.kernel')).toEqual(first(7, 'hidden.kernel'));
    expect(first(7, 'hidden.kernel')).not.toEqual(first(8, 'hidden.kernel'));
    expect(first(7, 'hidden.kernel')).not.toEqual(first(7, 'hidden.kernel_2'));
  });
});

describe('streamOf', () => {
  it('gives int32 numbers that do not meet for like paths', () => {
    const streams = new Set<number>();
    for (let i = 0; i < 10_000; i++) streams.add(streamOf(`block[${i}].dropout/mask`));
    expect(streams.size).toBe(10_000);
    for (const stream of streams) expect(stream).toBe(stream | 0);
  });
});
