import { setFlagsFromString } from 'node:v8';
import { jest } from '@jest/globals';
import { BackendError, type Device, type Program, type TensorType } from '@neurite/contract';
import { record } from '@neurite/program';
import { draw } from '@neurite/testing';
import { agree, single } from './test/agree.test.helper.js';
import { createWasm, wasm } from './wasm.js';

// Sweeps and the float64 reference take seconds where other programs run as well.
jest.setTimeout(60_000);

const float = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape });

let device: Device;
beforeEach(async () => {
  device = await wasm.open();
});
afterEach(() => device.close());

/** A small network with its statistics: matmul, fused chain, reduction, scan, random numbers; parameters are donated. */
const training: Program = record(({ ops, input, output, donate, emit }) => {
  const w = input('w', 'parameter', float(12, 12));
  const x = input('x', 'batch', float(5, 12));
  const counter = input('counter', 'counter', { dtype: 'int32', shape: [4] });
  const [noise] = emit('uniform', [counter], { shape: [5, 12], stream: 77 });
  const h = ops.tanh(ops.add(ops.matMul(x, w), noise!));
  const { carries } = ops.scan(
    { constants: [w], carries: [ops.zeros([1, 12])], sequences: [h] },
    ([u], [c], [row]) => ({
      carries: [ops.sigmoid(ops.add(ops.matMul(c!, u!), ops.reshape(row!, [1, 12])))],
      stacked: [],
    }),
  );
  output('loss', 'metric', ops.sum(ops.square(carries[0]!)));
  output('w', 'parameter', ops.mul(ops.add(w, ops.mul(ops.sum(h), 1e-3)), 0.99));
  donate('parameter', 'w');
});

const trainingInputs = (on: Device) => [
  on.write(float(12, 12), Float32Array.from(draw(1).floats([12, 12]).data)),
  on.write(float(5, 12), Float32Array.from(draw(2).floats([5, 12]).data)),
  on.write({ dtype: 'int32', shape: [4] }, Int32Array.of(42, 3, 0, 0)),
];

/** The bits of the losses and of the parameters after some steps. */
const digest = async (on: Device, steps: number): Promise<readonly number[]> => {
  const executable = await on.prepare(training);
  const inputs = trainingInputs(on);
  const bits: number[] = [];
  for (let step = 0; step < steps; step++) {
    const [loss] = executable.run(inputs);
    const value = await on.read(loss!);
    bits.push(new Int32Array(value.buffer)[0]!);
    on.free(loss!);
  }
  bits.push(...new Int32Array((await on.read(inputs[0]!)).buffer));
  inputs.forEach(on.free);
  executable.dispose();
  return bits;
};

describe('a device', () => {
  it('keeps tensors of every dtype as they are written', async () => {
    const ints = device.write({ dtype: 'int32', shape: [3] }, Int32Array.of(-5, 0, 2147483647));
    const bools = device.write({ dtype: 'bool', shape: [2, 2] }, Uint8Array.of(1, 0, 0, 1));
    const floats = device.write(float(2), Float64Array.of(0.1, -0));
    expect(await device.read(ints)).toEqual(Int32Array.of(-5, 0, 2147483647));
    expect(await device.read(bools)).toEqual(Uint8Array.of(1, 0, 0, 1));
    expect(await device.read(floats)).toEqual(Float32Array.of(0.1, -0));
    device.rewrite(floats, Float32Array.of(NaN, 2));
    expect(await device.read(floats)).toEqual(Float32Array.of(NaN, 2));
  });

  it('holds the same over a thousand steps', async () => {
    const executable = await device.prepare(training);
    const inputs = trainingInputs(device);
    executable.run(inputs).forEach((buffer) => inputs.includes(buffer) || device.free(buffer));
    const before = device.statistics();
    for (let step = 0; step < 1000; step++)
      executable.run(inputs).forEach((buffer) => inputs.includes(buffer) || device.free(buffer));
    expect(device.statistics()).toEqual(before);
  });

  it('takes the memory of an executable again for the next', async () => {
    (await device.prepare(training)).dispose();
    const before = device.statistics();
    for (let i = 0; i < 20; i++) (await device.prepare(training)).dispose();
    expect(device.statistics()).toEqual(before);
    expect(before.buffers).toBe(0);
  });

  it('gives the same bits whatever the memory held before and wherever it lies', async () => {
    const clean = await digest(device, 20);
    const other = await wasm.open();
    // Dirt of many sizes, so that blocks are reused at other addresses with other contents.
    const dirt = Array.from({ length: 200 }, (_, i) =>
      other.write(float(1 + 37 * i), new Float32Array(1 + 37 * i).fill(i % 2 === 0 ? NaN : 1e30)),
    );
    dirt.forEach(other.free);
    other.write(float(999), new Float32Array(999).fill(Infinity));
    expect(await digest(other, 20)).toEqual(clean);
    other.close();
  });

  it('goes on after the memory has grown', async () => {
    const executable = await device.prepare(training);
    const inputs = trainingInputs(device);
    const [first] = executable.run(inputs);
    const large = device.write(float(1 << 26), new Float32Array(1 << 26));
    expect(device.statistics().reserved).toBeGreaterThan(2 ** 28);
    const [second] = executable.run(inputs);
    expect(await device.read(first!)).toHaveLength(1);
    expect(Number.isFinite((await device.read(second!))[0])).toBe(true);
    device.free(large);
  });

  it('says how much does not fit', async () => {
    const huge = record(({ ops, input, output }) => {
      const x = input('x', 'batch', float(1));
      output('y', 'output', ops.broadcastTo(x, [2 ** 30]));
    });
    const executable = await device.prepare(huge);
    const x = device.write(float(1), Float32Array.of(1));
    const before = device.statistics();
    expect(() => executable.run([x])).toThrow(/Out of memory: 4294967296 more bytes/);
    expect(device.statistics()).toEqual(before);
    expect(() => device.write(float(2 ** 30), new Float32Array(0))).toThrow(BackendError);
  });

  it('returns everything when it is closed', async () => {
    const executable = await device.prepare(training);
    const x = device.write(float(4), new Float32Array(4));
    device.close();
    expect(device.statistics()).toEqual({ buffers: 0, bytes: 0, reserved: 0 });
    expect(() => device.write(float(1), new Float32Array(1))).toThrow('closed');
    expect(() => executable.run([])).toThrow('disposed');
    await expect(device.read(x)).rejects.toThrow('freed');
  });

  it('refuses buffers that are gone, foreign, of another type, or given away twice', async () => {
    const executable = await device.prepare(training);
    const [w, x, counter] = trainingInputs(device) as [never, never, never];
    expect(() => executable.run([w, x])).toThrow('takes 3 inputs');
    expect(() => executable.run([w, counter, x])).toThrow('Expected float32[5, 12], got int32[4]');
    device.free(x);
    expect(() => device.free(x)).toThrow('freed');
    expect(() => executable.run([w, x, counter])).toThrow('freed');
    const twice = await device.prepare(
      record(({ ops, input, output, donate }) => {
        const [a, b] = [input('a', 'parameter', float(12, 12)), input('b', 'batch', float(12, 12))];
        output('a', 'parameter', ops.add(a, b));
        donate('parameter', 'a');
      }),
    );
    expect(() => twice.run([w, w])).toThrow('donated');
    const before = device.statistics();
    expect(() => twice.run([w, x])).toThrow('freed');
    expect(device.statistics()).toEqual(before);
  });
});

describe('the backend', () => {
  it('is available here, and says why it is not elsewhere', async () => {
    expect(await wasm.available()).toBe(true);
    const missing = createWasm({ library: 'data:application/wasm,' });
    expect(await missing.available()).toBe(true);
    await expect(missing.open()).rejects.toThrow(WebAssembly.CompileError);
    expect(await createWasm({ library: 'nowhere:' }).available()).toMatch(/./);
  });

  it('describes its engine, version and variant', () => {
    expect(device.description).toBe('tfjs-wasm 4.22.0 simd');
  });

  it('fuses sums of products only where it is asked to, and says so', async () => {
    // Node 20 has relaxed SIMD behind this flag; later versions ignore it.
    setFlagsFromString('--experimental-wasm-relaxed-simd');
    const relaxed = createWasm({ relaxed: true });
    expect(await relaxed.available()).toBe(true);
    const other = await relaxed.open();
    expect(other.description).toBe('tfjs-wasm 4.22.0 simd relaxed-fma');
    const random = draw(8);
    const inputs = [random.floats([9, 40]), random.floats([40, 21])];
    await agree(other, single('matmul', { transposeA: false, transposeB: false }, inputs), inputs);
    other.close();
  });

  it('takes composites that are one loop, and no others', () => {
    const body = record(({ ops, input, output }) => {
      const x = input('x', 'batch', float(3));
      output('y', 'output', ops.sum(x));
    });
    const op = { primitive: 'composite', inputs: [0], outputs: [1], origin: 0 } as const;
    const { supports } = wasm.capabilities;
    expect(supports({ ...op, attributes: { name: 'elementwise', body } }, [float(3)])).toMatch(
      'not one loop',
    );
    expect(supports({ ...op, attributes: { name: 'softmax', body } }, [float(3)])).toMatch('softmax');
  });
});
