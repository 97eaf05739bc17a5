import { BackendError, type Device, type Program, type TensorType } from '@neurite/contract';
import { record } from '@neurite/program';
import { cpu, cpu64 } from './index.js';

const float = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape });
const tripled: Program = record(({ ops, input, output }) =>
  output('y', 'output', ops.mul(input('x', 'batch', float(2)), 3)),
);

const opened = async (run: (device: Device) => Promise<void>, backend = cpu): Promise<void> => {
  const device = await backend.open();
  await run(device);
  device.close();
};

describe('the cpu device', () => {
  it('keeps float32 in single precision, and cpu64 in double', async () => {
    await opened(async (device) => {
      expect(await device.read(device.write(float(), Float64Array.of(0.1)))).toEqual(Float32Array.of(0.1));
    });
    await opened(async (device) => {
      expect(await device.read(device.write(float(), Float64Array.of(0.1)))).toEqual(Float64Array.of(0.1));
    }, cpu64);
  });

  it('copies what it is given and what it hands out', async () => {
    await opened(async (device) => {
      const data = Float32Array.of(1, 2);
      const buffer = device.write(float(2), data);
      data[0] = 9;
      const out = await device.read(buffer);
      out[1] = 9;
      expect([...(await device.read(buffer))]).toEqual([1, 2]);
      device.rewrite(buffer, Float32Array.of(5, 6));
      expect([...(await device.read(buffer))]).toEqual([5, 6]);
    });
  });

  it('counts buffers and bytes, and has none left when all are freed', async () => {
    await opened(async (device) => {
      const executable = await device.prepare(tripled);
      const empty = device.statistics();
      const x = device.write(float(2), Float32Array.of(1, 2));
      for (let count = 0; count < 50; count++) {
        const [y] = executable.run([x]);
        expect(device.statistics()).toMatchObject({ buffers: 2, bytes: 16 });
        device.free(y!);
      }
      device.free(x);
      expect(device.statistics()).toEqual(empty);
    });
  });

  it('counts bool as bytes, and single and double precision as they are', async () => {
    await opened(async (device) => {
      device.write({ dtype: 'bool', shape: [3] }, Uint8Array.of(1, 0, 1));
      device.write({ dtype: 'int32', shape: [3] }, Int32Array.of(1, 0, 1));
      expect(device.statistics().bytes).toBe(3 + 12);
    });
    await opened(async (device) => {
      device.write(float(3), Float32Array.of(1, 0, 1));
      expect(device.statistics().bytes).toBe(24);
    }, cpu64);
  });

  it('gives a donated output the handle of its input, and other outputs new ones', async () => {
    const update = record(({ ops, input, output, donate }) => {
      const w = input('w', 'parameter', float(2));
      output('w', 'parameter', ops.sub(w, 1));
      output('old', 'output', w);
      donate('parameter', 'w');
    });
    await opened(async (device) => {
      const w = device.write(float(2), Float32Array.of(5, 6));
      const [next, old] = (await device.prepare(update)).run([w]);
      expect(next).toBe(w);
      expect(old).not.toBe(w);
      expect([...(await device.read(w))]).toEqual([4, 5]);
      expect([...(await device.read(old!))]).toEqual([5, 6]);
      expect(device.statistics().buffers).toBe(2);
    });
  });

  it('keeps constants of an executable until it is disposed of', async () => {
    await opened(async (device) => {
      const executable = await device.prepare(tripled);
      expect(executable.bytes).toBeGreaterThan(0);
      expect(device.statistics().reserved).toBe(executable.bytes);
      executable.dispose();
      expect(device.statistics().reserved).toBe(0);
      expect(() => executable.run([device.write(float(2), Float32Array.of(1, 2))])).toThrow('disposed');
    });
  });

  it('wraps a failure with the layer, its line, and the types of its inputs', async () => {
    // More memory than there can be.
    const impossible = record(({ emit, input, output, origin }) => {
      const x = input('x', 'batch', float(1, 1));
      const place = { path: 'stage.grow', source: 'model.nn', line: 7 };
      output(
        'y',
        'output',
        origin(place, () => emit('broadcast', [x], { shape: [2 ** 26, 2 ** 26] })[0]!),
      );
    });
    await opened(async (device) => {
      const executable = await device.prepare(impossible);
      const x = device.write(float(1, 1), Float32Array.of(1));
      const before = device.statistics();
      let failure: unknown;
      try {
        executable.run([x]);
      } catch (error) {
        failure = error;
      }
      expect(failure).toBeInstanceOf(BackendError);
      expect(failure).toMatchObject({
        origin: { path: 'stage.grow', source: 'model.nn', line: 7 },
        inputs: [float(1, 1)],
      });
      expect((failure as BackendError).message).toMatch(
        /^broadcast\(float32\[1, 1\]\) of layer "stage.grow" failed: /,
      );
      expect(device.statistics()).toEqual(before);
    });
  });

  it.each([
    [
      'an array of another length',
      (device: Device) => device.write(float(3), Float32Array.of(1)),
      'is not a tensor float32[3]',
    ],
    [
      'an array of another kind',
      (device: Device) => device.write(float(1), Int32Array.of(1)),
      'is not a tensor float32[1]',
    ],
    [
      'freeing twice',
      (device: Device) => {
        const buffer = device.write(float(), Float32Array.of(1));
        device.free(buffer);
        device.free(buffer);
      },
      'was freed',
    ],
    [
      'a closed device',
      (device: Device) => {
        device.close();
        device.write(float(), Float32Array.of(1));
      },
      'closed',
    ],
  ])('refuses %s', async (_, misuse, message) => {
    await opened(async (device) => expect(() => misuse(device)).toThrow(message));
  });

  it('refuses inputs of another type, and buffers of another device', async () => {
    const other = await cpu.open();
    const foreign = other.write(float(2), Float32Array.of(1, 2));
    await opened(async (device) => {
      const executable = await device.prepare(tripled);
      expect(() => executable.run([device.write(float(3), new Float32Array(3))])).toThrow(
        'Input "x" is float32[2], not float32[3].',
      );
      expect(() => executable.run([])).toThrow('takes 1 inputs');
      expect(() => executable.run([foreign])).toThrow('another device');
    });
    other.close();
  });

  it('frees everything when it is closed', async () => {
    const device = await cpu.open();
    await device.prepare(tripled);
    device.write(float(2), Float32Array.of(1, 2));
    device.close();
    expect(device.statistics()).toEqual({ buffers: 0, bytes: 0, reserved: 0 });
  });
});
