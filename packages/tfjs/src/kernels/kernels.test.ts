import { kernelHex } from './bytes.js';
import { instantiate } from './instance.js';

const pages = 4;
const places = { a: 1024, b: 20_000, c: 40_000, y: 60_000 } as const;

const open = (memory = new WebAssembly.Memory({ initial: pages })) => {
  const kernels = instantiate(memory);
  const floats = (at: number, count: number) => new Float32Array(memory.buffer, at, count);
  const bytes = (at: number, count: number) => new Uint8Array(memory.buffer, at, count);
  return { kernels, floats, bytes };
};

/** Numbers that look random, some of them awkward. */
const numbers = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => {
    const awkward = [NaN, 0, -0, Infinity, -Infinity];
    const wild = Math.sin(seed * 97 + i * 12.9898) * 43758.5453;
    return i % 11 === 5 ? awkward[(i + seed) % awkward.length]! : (wild - Math.floor(wild)) * 8 - 4;
  });

// Around the sizes at which loops over groups, vectors and single elements meet.
const counts = [0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 19, 31, 32, 33, 63, 64, 65, 100];

describe('kernels', () => {
  const { kernels, floats, bytes } = open();
  const run = (name: string, ...given: number[]): void => kernels[name]!(...given);

  it.each(counts)('compute %i elements, and write no more', (count) => {
    const [a, b] = [numbers(count, 1), numbers(count, 2)];
    floats(places.a, count).set(a);
    floats(places.b, count).set(b);
    const result = (name: string, ...given: number[]): number[] => {
      floats(places.y, count + 1).fill(77);
      run(name, ...given);
      expect(floats(places.y, count + 1)[count]).toBe(77);
      return [...floats(places.y, count)];
    };
    const from = (f: (x: number, y: number) => number): number[] =>
      [...a].map((x, i) => Math.fround(f(x, b[i]!)));
    expect(result('relu', count, places.a, places.y)).toEqual(from((x) => (x < 0 ? 0 : x)));
    expect(result('relu_pull', count, places.a, places.b, places.y)).toEqual(from((x, g) => (x > 0 ? g : 0)));
    floats(places.c, 1)[0] = 0.25;
    expect(result('leaky_relu', count, places.a, places.c, places.y)).toEqual(
      from((x) => (x > 0 ? x : x * 0.25)),
    );
    const pairs = [places.y, places.a, 0, places.b, 0] as const;
    expect(result('add', 1, count, 0, ...pairs)).toEqual(from((x, y) => x + y));
    expect(result('maximum', 1, count, 0, ...pairs)).toEqual(from(Math.max));
    if (count > 0) expect(result('mul', 1, count, 2, ...pairs)).toEqual(from((x) => x * b[0]!));
    if (count > 0) expect(result('sub', 1, count, 1, ...pairs)).toEqual(from((_, y) => a[0]! - y));
  });

  it.each(counts)('handle %i bools, a byte each', (count) => {
    const [a, b] = [numbers(count, 3), numbers(count, 4)];
    floats(places.a, count).set(a);
    floats(places.b, count).set(b);
    bytes(places.c, count + 1).fill(77);
    run('less', 1, count, 0, places.c, places.a, 0, places.b, 0);
    const less = [...a].map((x, i) => Number(x < b[i]!));
    expect([...bytes(places.c, count + 1)]).toEqual([...less, 77]);
    run('logical_not', count, places.c, places.y);
    expect([...bytes(places.y, count)]).toEqual(less.map((x) => 1 - x));
    run('equal_bool', count, places.c, places.y, places.y);
    expect([...bytes(places.y, count)]).toEqual(less.map(() => 0));
    run('float_of_bool', count, places.c, places.y);
    expect([...floats(places.y, count)]).toEqual(less);
    run('select', 1, count, 0, places.y, places.c, 0, places.a, 0, places.b, 0);
    expect([...floats(places.y, count)]).toEqual(less.map((is, i) => (is ? a[i]! : b[i]!)));
  });

  it.each(counts.filter((count) => count > 0))('reduce %i elements', (count) => {
    const rows = 3;
    const x = numbers(rows * count, 5).map((value, i) => (i < count || Number.isFinite(value) ? value : 0));
    floats(places.a, x.length).set(x);
    const row = (r: number): number[] => [...x.subarray(r * count, (r + 1) * count)];
    const rowwise = [0, 1, 2].map(row);
    run('max', rows, count, 1, places.a, places.y);
    expect([...floats(places.y, rows)].map((x) => x + 0)).toEqual(
      rowwise.map((list) => Math.max(...list) + 0),
    );
    run('sum', rows, count, 1, places.a, places.y);
    expect([...floats(places.y, rows)]).toEqual(
      rowwise.map((list) => Math.fround(list.reduce((sum, value) => sum + value, 0))),
    );
    // The same numbers as columns: [rows, count] along the first axis.
    run('sum', 1, rows, count, places.a, places.y);
    const columns = rowwise[0]!.map((_, i) => Math.fround(rowwise.reduce((sum, list) => sum + list[i]!, 0)));
    expect([...floats(places.y, count)]).toEqual(columns);
    run('max', 1, rows, count, places.a, places.y);
    // Of 0 and −0 either may come.
    expect([...floats(places.y, count)].map((x) => x + 0)).toEqual(
      rowwise[0]!.map((_, i) => Math.max(...rowwise.map((list) => list[i]!)) + 0),
    );
  });

  const close = (actual: Float32Array, expected: readonly number[], tolerance: number): void =>
    expected.forEach((value, i) => {
      if (Number.isNaN(value)) expect(actual[i]).toBeNaN();
      else expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value)));
    });
  const softmaxOf = (x: readonly number[]): number[] => {
    const top = Math.max(...x);
    const powers = x.map((value) => Math.exp(value - top));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  };

  it.each([1, 3, 4, 5, 16, 19, 512, 515, 1100])('softmax over rows of %i', (count) => {
    const plain = Array.from({ length: count }, (_, i) => Math.fround(30 * Math.sin(i * 1.7)));
    const rows = [
      plain,
      plain.map((x, i) => (i === 0 ? x : -Infinity)),
      plain.map((x, i) => (i === count - 1 ? NaN : x)),
    ];
    floats(places.a, 3 * count).set(rows.flat());
    run('softmax', 3, count, places.a, places.y);
    close(floats(places.y, 3 * count), rows.flatMap(softmaxOf), 5e-7);
    // What is masked is exactly 0.
    if (count > 1) expect(floats(places.y, 2 * count)[count + 1]).toBe(0);
    floats(places.b, 3 * count).set(numbers(3 * count, 6).map((g) => (Number.isFinite(g) ? g : 1)));
    const g = (row: number): number[] => [
      ...floats(places.b, 3 * count).subarray(row * count, (row + 1) * count),
    ];
    floats(places.c, count).set(floats(places.y, count));
    run('softmax_pull', 1, count, places.c, places.b, places.y);
    const y = softmaxOf(plain);
    const dot = y.reduce((sum, p, i) => sum + p * g(0)[i]!, 0);
    close(
      floats(places.y, count),
      y.map((p, i) => p * (g(0)[i]! - dot)),
      2e-6,
    );
    run('log_softmax', 3, count, places.a, places.y);
    const logs = rows.map((x) => {
      const top = Math.max(...x);
      const log = Math.log(x.reduce((sum, value) => sum + Math.exp(value - top), 0));
      return x.map((value) => value - top - log);
    });
    const finite = [...logs[0]!];
    close(floats(places.y, count), finite, 1e-6);
    expect([...floats(places.y, 3 * count).subarray(2 * count)].every(Number.isNaN)).toBe(true);
    floats(places.c, count).set(floats(places.y, count));
    run('log_softmax_pull', 1, count, places.c, places.b, places.y);
    const sum = g(0).reduce((total, value) => total + value, 0);
    close(
      floats(places.y, count),
      finite.map((log, i) => g(0)[i]! - Math.exp(log) * sum),
      2e-5,
    );
  });
});

describe('the module', () => {
  it('runs in memory that threads share as well', () => {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: 64, shared: true });
    const { kernels, floats } = open(memory);
    floats(places.a, 3).set([-1, 2, -3]);
    kernels['relu']!(3, places.a, places.y);
    expect([...floats(places.y, 3)]).toEqual([0, 2, 0]);
  });

  it('names its memory once, where the shared kind is put in', () => {
    expect(kernelHex.split('656e76066d656d6f7279')).toHaveLength(2);
  });
});
