import { BackendError, type Device, type Program, type TensorType } from '@neurite/contract';
import { record, streamOf, type Recorder } from '@neurite/program';
import { webgl } from '../index.js';

const float = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape });
const list = async (device: Device, buffer: Parameters<Device['read']>[0]) =>
  Array.from(await device.read(buffer));
const withDevice = async <R>(use: (device: Device) => Promise<R>): Promise<R> => {
  const device = await webgl.open();
  try {
    return await use(device);
  } finally {
    device.close();
  }
};
const failure = async (act: () => unknown): Promise<{ kind: string; message: string }> => {
  try {
    await act();
    return { kind: 'none', message: '' };
  } catch (error) {
    const kind = error instanceof BackendError ? 'BackendError' : 'other';
    return { kind, message: error instanceof Error ? error.message : String(error) };
  }
};

export const available = () => webgl.available();

export const describedAs = () =>
  withDevice(async ({ description, capabilities }) => ({ description, name: capabilities.name }));

/** w ← w − 0.5 · g in place, beside a new tensor. */
const update = (): Program =>
  record((recorder: Recorder) => {
    const w = recorder.input('w', 'parameter', float(3));
    const g = recorder.input('g', 'gradient', float(3));
    recorder.output('w', 'parameter', recorder.ops.sub(w, recorder.ops.mul(g, 0.5)));
    recorder.output('norm', 'metric', recorder.ops.sum(recorder.ops.square(g)));
    recorder.donate('parameter', 'w');
  });

export const donation = () =>
  withDevice(async (device) => {
    const executable = await device.prepare(update());
    const [w, g] = [
      device.write(float(3), Float32Array.of(1, 2, 3)),
      device.write(float(3), Float32Array.of(2, 4, 6)),
    ];
    // A read that began before the run gives what was there before.
    const earlier = list(device, w);
    const [first, norm] = executable.run([w, g]);
    const [second, norm2] = executable.run([w, g]);
    return {
      sameHandle: first === w && second === w,
      earlier: await earlier,
      w: await list(device, w),
      g: await list(device, g),
      norms: [await list(device, norm!), await list(device, norm2!)],
    };
  });

export const accounting = () =>
  withDevice(async (device) => {
    const executable = await device.prepare(update());
    const [w, g] = [
      device.write(float(3), Float32Array.of(1, 2, 3)),
      device.write(float(3), Float32Array.of(2, 4, 6)),
    ];
    const after = [device.statistics()];
    const [, norm] = executable.run([w, g]);
    after.push(device.statistics());
    device.free(norm!);
    device.rewrite(g, Float32Array.of(0, 0, 0));
    after.push(device.statistics());
    device.free(w);
    device.free(g);
    after.push(device.statistics());
    return after.map(({ buffers, bytes }) => [buffers, bytes]);
  });

export const mistakes = () =>
  withDevice(async (device) => {
    const x = device.write(float(2), Float32Array.of(1, 2));
    device.free(x);
    return [
      await failure(() => device.read(x)),
      await failure(() => device.free(x)),
      await failure(() => device.write(float(3), Float32Array.of(1))),
    ];
  });

/** Shares memory with an output and an input: none of them may change or vanish with another. */
export const sharing = () =>
  withDevice(async (device) => {
    const program = record(({ ops, input, output }) => {
      const x = input('x', 'batch', float(2, 2));
      output('same', 'output', x);
      output('flat', 'output', ops.reshape(x, [4]));
      output('again', 'output', ops.reshape(x, [4]));
    });
    const executable = await device.prepare(program);
    const x = device.write(float(2, 2), Float32Array.of(1, 2, 3, 4));
    const [same, flat, again] = executable.run([x]);
    device.free(same!);
    device.rewrite(x, Float32Array.of(9, 9, 9, 9));
    device.free(flat!);
    return { again: await list(device, again!), x: await list(device, x) };
  });

export interface Drawing {
  readonly counter: readonly number[];
  readonly size: number;
  readonly stream: string;
}
/** The very bits of `uniform`. */
export const draws = ({ counter, size, stream }: Drawing) =>
  withDevice(async (device) => {
    const program = record((recorder) => {
      const x = recorder.input('counter', 'counter', { dtype: 'int32', shape: [4] });
      recorder.output(
        'y',
        'output',
        recorder.emit('uniform', [x], { shape: [size], stream: streamOf(stream) })[0]!,
      );
    });
    const executable = await device.prepare(program);
    const [y] = executable.run([device.write({ dtype: 'int32', shape: [4] }, Int32Array.from(counter))]);
    return list(device, y!);
  });

/** Counters that are computed inside two nested scans, as recorded graphs do it. */
export const nestedDraws = (counter: readonly number[]) =>
  withDevice(async (device) => {
    const program = record((recorder) => {
      const { ops } = recorder;
      const outer = recorder.input('counter', 'counter', { dtype: 'int32', shape: [4] });
      const inside = (from: typeof outer, index: typeof outer, length: number) =>
        ops.concat(
          [ops.slice(from, [0], [3]), ops.add(ops.mul(ops.slice(from, [3], [1]), length), index)],
          0,
        );
      const { stacked } = ops.scan(
        { constants: [outer], carries: [], sequences: [ops.iota([2], 0, 'int32')] },
        ([from], _, [index]) => {
          const here = inside(from!, index!, 2);
          const inner = ops.scan(
            { constants: [here], carries: [], sequences: [ops.iota([3], 0, 'int32')] },
            ([near], __, [step]) => ({
              carries: [],
              stacked: [
                recorder.emit('uniform', [inside(near!, step!, 3)], {
                  shape: [2],
                  stream: streamOf('n'),
                })[0]!,
              ],
            }),
          );
          return { carries: [], stacked: inner.stacked };
        },
      );
      recorder.output('y', 'output', stacked[0]!);
    });
    const executable = await device.prepare(program);
    const [y] = executable.run([device.write({ dtype: 'int32', shape: [4] }, Int32Array.from(counter))]);
    return list(device, y!);
  });

/** A counter that no host has seen cannot be drawn from. */
export const foreignCounter = () =>
  withDevice(async (device) => {
    const copy = await device.prepare(
      record(({ ops, input, output }) => {
        output('y', 'output', ops.mul(input('x', 'batch', { dtype: 'int32', shape: [4] }), 2));
      }),
    );
    const draw = await device.prepare(
      record((recorder) => {
        const x = recorder.input('counter', 'counter', { dtype: 'int32', shape: [4] });
        recorder.output('y', 'output', recorder.emit('uniform', [x], { shape: [2], stream: 1 })[0]!);
      }),
    );
    const [made] = copy.run([device.write({ dtype: 'int32', shape: [4] }, Int32Array.of(1, 2, 3, 4))]);
    return failure(() => draw.run([made!]));
  });

/** The page's contexts, so that a test can take one away as the browser would. */
const contexts: WebGL2RenderingContext[] = [];
export const lostContext = async () => {
  const { prototype } = OffscreenCanvas;
  const original = prototype.getContext;
  prototype.getContext = function (this: OffscreenCanvas, ...given: never) {
    const context = (original as (...given: unknown[]) => unknown).apply(this, given);
    contexts.push(context as WebGL2RenderingContext);
    return context;
  } as typeof original;
  const device = await webgl.open();
  prototype.getContext = original;
  const executable = await device.prepare(update());
  const [w, g] = [
    device.write(float(3), Float32Array.of(1, 2, 3)),
    device.write(float(3), Float32Array.of(2, 4, 6)),
  ];
  contexts.at(-1)!.getExtension('WEBGL_lose_context')!.loseContext();
  const failures = [
    await failure(() => executable.run([w, g])),
    await failure(() => device.read(w)),
    await failure(() => device.prepare(update())),
  ];
  device.close();
  // Another device is not concerned.
  const after = await donation();
  return { failures, after: after.w };
};

/** More devices, one after the other, than a browser has contexts. */
export const manyDevices = async () => {
  let sum = 0;
  for (let round = 0; round < 20; round++) {
    sum += await withDevice(
      async (device) => (await device.read(device.write(float(1), Float32Array.of(round))))[0]!,
    );
  }
  return sum;
};

/** Three million elements, over many rows of a texture: row-major order must survive transposition, and no element may get lost. */
export const large = () =>
  withDevice(async (device) => {
    const [rows, columns] = [1500, 2000];
    const program = record(({ ops, output }) => {
      const places = ops.add(ops.mul(ops.iota([rows, columns], 0), columns), ops.iota([rows, columns], 1));
      output('turned', 'output', ops.transpose(places));
      output('sum', 'output', ops.sum(ops.add(ops.mul(places, 0), 2)));
    });
    const executable = await device.prepare(program);
    const [turned, sum] = executable.run([]);
    const values = await device.read(turned!);
    let wrong = 0;
    values.forEach((value, index) => {
      if (value !== (index % rows) * columns + Math.floor(index / rows)) wrong++;
    });
    return { wrong, sum: (await device.read(sum!))[0] };
  });

/** A failing operation is named by its layer. */
export const namedFailure = () =>
  withDevice(async (device) => {
    const program = record(({ ops, input, output, origin }) => {
      const x = input('x', 'batch', float(2));
      output(
        'y',
        'output',
        origin(
          { path: 'block.act', source: 'm.nn', line: 3 },
          () => ops.composite('unknown', [x], ([y]) => [ops.sum(y!)])[0]!,
        ),
      );
    });
    try {
      await device.prepare(program);
      return undefined;
    } catch (error) {
      return error instanceof BackendError
        ? { message: error.message, origin: error.origin, inputs: error.inputs }
        : undefined;
    }
  });
