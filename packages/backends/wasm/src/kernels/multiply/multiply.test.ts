import { jest } from '@jest/globals';
import type { Device, Shape } from '@neurite/contract';
import { evaluate, record } from '@neurite/program';
import { draw, expectClose, runOn } from '@neurite/testing';
import { wasm } from '../../wasm.js';

// Sweeps and the float64 reference take seconds where other programs run as well.
jest.setTimeout(60_000);

let device: Device;
beforeAll(async () => {
  device = await wasm.open();
});
afterAll(() => device.close());

const flipped = (shape: Shape): Shape => [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2)!];

const agree = async (a: Shape, b: Shape): Promise<void> => {
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      const random = draw(11);
      const inputs = [random.floats(transposeA ? flipped(a) : a), random.floats(transposeB ? flipped(b) : b)];
      const program = record((recorder) => {
        const operands = inputs.map(({ dtype, shape }, i) =>
          recorder.input(`x${i}`, 'batch', { dtype, shape }),
        );
        const [y] = recorder.emit('matmul', operands, { transposeA, transposeB });
        recorder.output('y', 'output', y!);
      });
      const [actual] = await runOn(device, program, inputs);
      expectClose(actual!, evaluate(program, inputs)[0]!, {
        absolute: 1e-6 * Math.sqrt(a.at(-1)!) + 1e-6,
        relative: 1e-5,
      });
    }
  }
};

describe('products of matrices, transposed in all ways', () => {
  // Rows: below, at and above a block of 4, and around the 12 up to which b is read in place. Columns: around panels of 8, 16 and 32.
  it.each([1, 2, 3, 4, 5, 12, 13, 21])('%d rows', async (rows) => {
    for (const columns of [1, 3, 7, 8, 9, 17, 31, 32, 45, 70]) await agree([rows, 6], [6, columns]);
  });

  it.each([0, 1, 3, 7, 8, 9, 511, 512, 513, 1030])('%d summands', async (inner) => {
    await agree([3, inner], [inner, 10]);
    await agree([18, inner], [inner, 10]);
  });

  it('takes the columns in parts where there are many', async () => {
    await agree([13, 512], [512, 270]);
  });

  it('multiplies batches that broadcast on either side', async () => {
    await agree([5, 1, 3, 4], [1, 2, 4, 6]);
    await agree([5, 2, 3, 4], [1, 1, 4, 6]);
    await agree([1, 1, 3, 4], [5, 2, 4, 6]);
  });

  it('reads nothing beyond a matrix at the end of the memory', async () => {
    // Poison around operands would show as NaN; the last rows are narrower than a vector.
    const program = record((recorder) => {
      const a = recorder.input('a', 'batch', { dtype: 'float32', shape: [2, 3] });
      const b = recorder.input('b', 'batch', { dtype: 'float32', shape: [3, 5] });
      recorder.output(
        'y',
        'output',
        recorder.emit('matmul', [a, b], { transposeA: false, transposeB: false })[0]!,
      );
    });
    const around = Array.from({ length: 64 }, () =>
      device.write({ dtype: 'float32', shape: [16] }, new Float32Array(16).fill(NaN)),
    );
    around.filter((_, i) => i % 2 === 0).forEach(device.free);
    const [y] = await runOn(device, program, [draw(1).floats([2, 3]), draw(2).floats([3, 5])]);
    expect(y!.data.every(Number.isFinite)).toBe(true);
    around.filter((_, i) => i % 2 === 1).forEach(device.free);
  });
});
