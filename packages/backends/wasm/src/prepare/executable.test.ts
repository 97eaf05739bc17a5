import { BackendError, type TensorType } from '@neurite/contract';
import { record } from '@neurite/program';
import { draw } from '@neurite/testing';
import { agree } from '../test/agree.test.helper.js';
import { createDevice } from '../device.js';
import { type KernelLibrary, load, startEngine } from '../engine/index.js';
import { wasm } from '../wasm.js';

const float = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape });

describe('an executable', () => {
  it('names the layer, its line and its inputs when a kernel fails', async () => {
    const engine = await startEngine(await load());
    const broken = {
      ...(engine as unknown as Record<string, unknown>),
      DepthwiseConv2dNative: () => {
        throw new Error('no more workspace');
      },
    };
    const device = createDevice(broken as unknown as KernelLibrary);
    const program = record(({ ops, input, output, origin }) => {
      const x = input('x', 'batch', float(1, 4, 4, 6));
      const kernel = input('kernel', 'parameter', float(3, 3, 1, 6));
      const positive = origin({ path: 'before' }, () => ops.relu(x));
      const convolution = {
        strides: [1, 1],
        padding: [
          [0, 0],
          [0, 0],
        ],
        dilation: [1, 1],
        groups: 6,
      } as const;
      const place = { path: 'stage[1].mix', source: 'net.nn', line: 12 };
      output(
        'y',
        'output',
        origin(place, () => ops.conv(positive, kernel, convolution)),
      );
    });
    const executable = await device.prepare(program);
    const inputs = [
      device.write(float(1, 4, 4, 6), new Float32Array(96)),
      device.write(float(3, 3, 1, 6), new Float32Array(54)),
    ];
    const { buffers, bytes } = device.statistics();
    const failure = ((): unknown => {
      try {
        return executable.run(inputs);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(BackendError);
    expect(failure).toMatchObject({
      message:
        'conv(float32[1, 4, 4, 6], float32[3, 3, 1, 6]) in stage[1].mix (net.nn:12) failed: no more workspace',
      origin: { path: 'stage[1].mix', source: 'net.nn', line: 12 },
      inputs: [float(1, 4, 4, 6), float(3, 3, 1, 6)],
    });
    // The output that was made for the run is spare now.
    expect(device.statistics()).toMatchObject({ buffers, bytes });
    device.close();
  });

  it('needs no arena for what only looks at other bytes', async () => {
    const device = await wasm.open();
    const bytesOf = async (views: boolean): Promise<number> => {
      const executable = await device.prepare(
        record(({ ops, input, output }) => {
          const x = input('x', 'batch', float(64, 1, 32));
          const part = ops.slice(x, [16, 0, 0], [32, 1, 32]);
          output(
            'y',
            'output',
            ops.exp(
              views
                ? ops.reshape(ops.transpose(part, [1, 0, 2]), [32, 32])
                : ops.exp(ops.reshape(ops.slice(x, [0, 0, 0], [64, 1, 16]), [32, 32])),
            ),
          );
        }),
      );
      return executable.bytes;
    };
    const [withViews, withCopies] = [await bytesOf(true), await bytesOf(false)];
    // The table of two addresses, and nothing else; against a slice that is not one stretch of memory.
    expect(withViews).toBe(64);
    expect(withCopies).toBeGreaterThanOrEqual(64 + 4 * 1024);
    device.close();
  });

  it('runs scans inside scans, forwards and backwards, with carries that stay, swap and come from outside', async () => {
    const device = await wasm.open();
    for (const length of [0, 1, 2, 5]) {
      for (const reverse of [false, true]) {
        const program = record(({ ops, input, output }) => {
          const w = input('w', 'parameter', float(1, 3));
          const xs = input('xs', 'batch', float(length, 2, 3));
          const [a, b] = [input('a', 'batch', float(1, 3)), input('b', 'batch', float(1, 3))];
          const result = ops.scan(
            { constants: [w], carries: [a, b, w], sequences: [xs], reverse, length },
            ([u], [c, d, kept], [x]) => {
              const inner = ops.scan(
                { constants: [u!], carries: [c!], sequences: [x!] },
                ([v], [state], [row]) => ({
                  carries: [ops.tanh(ops.add(ops.mul(state!, v!), ops.reshape(row!, [1, 3])))],
                  stacked: [ops.reshape(state!, [3])],
                }),
              );
              // c and d change places; the third carry is never changed; a constant is stacked as it is.
              return {
                carries: [d!, inner.carries[0]!, kept!],
                stacked: [inner.stacked[0]!, u!, ops.constant(4, [2])],
              };
            },
          );
          [...result.carries, ...result.stacked].forEach((y, i) => output(`y${i}`, 'output', y));
        });
        const random = draw(length);
        const inputs = [
          random.floats([1, 3]),
          random.floats([length, 2, 3]),
          random.floats([1, 3]),
          random.floats([1, 3]),
        ];
        await agree(device, program, inputs, { absolute: 1e-6, relative: 1e-6 });
      }
    }
    device.close();
  });
});
