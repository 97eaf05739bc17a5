import { exampleRandom } from './example-random.js';

const draws = (seed: number, path: string, epoch: number, row: number): readonly number[] => {
  const random = exampleRandom(seed, path)(epoch, row);
  return [random.uniform(), random.normal(), random.integer(1000)];
};

describe('exampleRandom', () => {
  it('gives the same numbers for the same key, whatever is drawn in between', () => {
    const of = exampleRandom(7, 'a');
    const [first, other] = [of(1, 2), of(1, 3)];
    const one = [first.uniform(), other.uniform(), first.normal(), other.uniform(), first.integer(1000)];
    expect([one[0], one[2], one[4]]).toEqual(draws(7, 'a', 1, 2));
  });

  it('gives other numbers for another seed, path, epoch or row', () => {
    const keys: readonly (readonly [number, string, number, number])[] = [
      [7, 'a', 1, 2],
      [8, 'a', 1, 2],
      [7, 'b', 1, 2],
      [7, 'a', 2, 2],
      [7, 'a', 1, 3],
      // Epoch and row in each other's places.
      [7, 'a', 2, 1],
    ];
    expect(new Set(keys.map((key) => draws(...key)[0])).size).toBe(keys.length);
  });

  it('is uniform and uncorrelated over rows and epochs', () => {
    const of = exampleRandom(3, 'augment/image/random_flip');
    const [rows, epochs] = [400, 50];
    const values = Array.from({ length: epochs }, (_, epoch) =>
      Array.from({ length: rows }, (__, row) => of(epoch, row).uniform()),
    );
    const count = rows * epochs;
    const all = values.flat();
    const mean = all.reduce((sum, value) => sum + value, 0) / count;
    // Four standard errors.
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / count));
    const product = (pairs: readonly (readonly [number, number])[]) =>
      (12 * pairs.reduce((sum, [a, b]) => sum + (a - 0.5) * (b - 0.5), 0)) / pairs.length;
    const nextRow = values.flatMap((row) => row.slice(1).map((value, at) => [row[at]!, value] as const));
    const nextEpoch = values
      .slice(1)
      .flatMap((row, at) => row.map((value, column) => [values[at]![column]!, value] as const));
    for (const pairs of [nextRow, nextEpoch])
      expect(Math.abs(product(pairs))).toBeLessThan(4 / Math.sqrt(pairs.length));
  });
});
