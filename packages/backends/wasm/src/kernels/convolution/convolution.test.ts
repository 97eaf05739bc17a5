import { jest } from '@jest/globals';
import type { Attributes, Convolution, Device, HostTensor, Shape } from '@neurite/contract';
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

type Linear = 'conv' | 'conv_input' | 'conv_kernel';

/** Runs one operation on the device and in the reference. */
const agree = async <P extends Linear>(
  primitive: P,
  attributes: Attributes[P],
  inputs: readonly HostTensor[],
): Promise<void> => {
  const program = record((recorder) => {
    const operands = inputs.map(({ dtype, shape }, i) => recorder.input(`x${i}`, 'batch', { dtype, shape }));
    recorder.emit(primitive, operands, attributes).forEach((y) => recorder.output('y', 'output', y));
  });
  const [actual] = await runOn(device, program, inputs);
  const [expected] = evaluate(program, inputs);
  // Sums of up to some thousand products of numbers below 1; Winograd's transforms add a few roundings more.
  expectClose(actual!, expected!, { absolute: 2e-5, relative: 1e-5 });
};

/** The forward convolution and both gradients. */
const agreeAll = async (x: Shape, kernel: Shape, convolution: Convolution): Promise<void> => {
  const random = draw(7);
  const places = x.slice(1, -1).map((extent, axis) => {
    const [before, after] = convolution.padding[axis]!;
    const reach = convolution.dilation[axis]! * (kernel[axis]! - 1) + 1;
    return Math.floor((extent + before + after - reach) / convolution.strides[axis]!) + 1;
  });
  const y = random.floats([x[0]!, ...places, kernel.at(-1)!]);
  const [input, weights] = [random.floats(x), random.floats(kernel)];
  await agree('conv', convolution, [input, weights]);
  await agree('conv_input', { ...convolution, shape: x }, [y, weights]);
  await agree('conv_kernel', { ...convolution, shape: kernel }, [input, y]);
};

const plain = (padding: Convolution['padding'], extra: Partial<Convolution> = {}): Convolution => ({
  strides: padding.map(() => 1),
  dilation: padding.map(() => 1),
  groups: 1,
  padding,
  ...extra,
});
const both = (before: number, after = before) => [[before, after] as const, [before, after] as const];

describe("convolutions that Winograd's tiles serve", () => {
  it.each<[string, Shape, Shape, Convolution]>([
    ['padded to keep extents', [3, 8, 8, 8], [3, 3, 8, 16], plain(both(1))],
    ['odd extents, whose last tiles are cut', [2, 9, 7, 16], [3, 3, 16, 8], plain(both(1))],
    ['no padding', [2, 10, 9, 8], [3, 3, 8, 8], plain(both(0))],
    [
      'padding on one side',
      [1, 9, 8, 8],
      [3, 3, 8, 8],
      plain([
        [0, 2],
        [2, 0],
      ]),
    ],
    [
      'padding that crops',
      [2, 12, 12, 8],
      [3, 3, 8, 8],
      plain([
        [-2, 1],
        [1, -3],
      ]),
    ],
    ['more padding than the window is wide', [2, 6, 6, 8], [3, 3, 8, 8], plain(both(4))],
    ['many chunks and a rest', [5, 20, 22, 40], [3, 3, 40, 48], plain(both(1))],
  ])('%s', (_, x, kernel, convolution) => agreeAll(x, kernel, convolution));
});

describe('convolutions that products of matrices serve', () => {
  it.each<[string, Shape, Shape, Convolution]>([
    ['one channel', [4, 12, 12, 1], [3, 3, 1, 32], plain(both(1))],
    ['several chunks of places', [2, 40, 40, 24], [5, 5, 24, 12], plain(both(2))],
    ['moving by two, with a rest', [2, 15, 12, 16], [3, 3, 16, 24], plain(both(1), { strides: [2, 2] })],
    ['dilated', [2, 14, 14, 8], [3, 3, 8, 8], plain(both(2), { dilation: [2, 2] })],
    ['groups', [2, 9, 9, 12], [3, 3, 4, 18], plain(both(1), { groups: 3 })],
    [
      'groups that crop and move',
      [2, 12, 11, 8],
      [3, 2, 4, 6],
      plain(
        [
          [-1, 0],
          [2, 1],
        ],
        { groups: 2, strides: [2, 3] },
      ),
    ],
    ['one axis', [3, 30, 8], [5, 8, 16], plain([[4, 0]], { dilation: [1] })],
    [
      'three axes',
      [2, 5, 6, 7, 4],
      [3, 3, 3, 4, 8],
      plain([
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
    ],
    ['a single place', [2, 3, 3, 8], [3, 3, 8, 8], plain(both(0))],
  ])('%s', (_, x, kernel, convolution) => agreeAll(x, kernel, convolution));
});

describe('depthwise convolutions', () => {
  it.each<[Shape, Convolution]>([
    [[1, 1, 1, 8], plain(both(0), { groups: 8 })],
    [[3, 3, 1, 8], plain(both(1), { groups: 8 })],
  ])('with kernel %j hand NaN and infinities on', async (kernel, convolution) => {
    const random = draw(3);
    const x = random.floats([1, 4, 4, 8]);
    const special = Float32Array.from(x.data);
    special.set([NaN, Infinity, -Infinity], 9);
    await agree('conv', convolution, [{ ...x, data: special }, random.floats(kernel)]);
  });

  it.each<[string, Shape, Shape, Convolution]>([
    ['by the kernel library', [2, 9, 8, 12], [3, 3, 1, 12], plain(both(1), { groups: 12 })],
    [
      'moving by two',
      [2, 9, 8, 12],
      [3, 3, 1, 12],
      plain(
        [
          [0, 1],
          [1, 0],
        ],
        { groups: 12, strides: [2, 2] },
      ),
    ],
    ['dilated', [2, 9, 8, 6], [3, 3, 1, 6], plain(both(2), { groups: 6, dilation: [2, 2] })],
    [
      'cropped, which the unit cannot',
      [2, 9, 8, 5],
      [3, 3, 1, 5],
      plain(
        [
          [-1, 1],
          [1, -2],
        ],
        { groups: 5 },
      ),
    ],
    [
      'dilated and cropped',
      [2, 12, 12, 4],
      [3, 3, 1, 4],
      plain(
        [
          [-1, 3],
          [3, -2],
        ],
        { groups: 4, dilation: [3, 2] },
      ),
    ],
    ['one axis', [2, 20, 7], [4, 1, 7], plain([[3, 0]], { groups: 7 })],
    [
      'three axes',
      [1, 4, 5, 6, 3],
      [2, 2, 2, 1, 3],
      plain(
        [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
        { groups: 3, strides: [1, 2, 1] },
      ),
    ],
  ])('%s', (_, x, kernel, convolution) => agreeAll(x, kernel, convolution));

  it('sees a kernel that was rewritten in place', async () => {
    const x = draw(3).floats([1, 5, 5, 4]);
    const convolution = plain(both(1), { groups: 4 });
    const program = record((recorder) => {
      const operands = [
        recorder.input('x', 'batch', { dtype: 'float32', shape: x.shape }),
        recorder.input('kernel', 'parameter', { dtype: 'float32', shape: [3, 3, 1, 4] }),
      ];
      recorder.emit('conv', operands, convolution).forEach((y) => recorder.output('y', 'output', y));
    });
    const executable = await device.prepare(program);
    const input = device.write({ dtype: 'float32', shape: x.shape }, Float32Array.from(x.data));
    const kernel = device.write({ dtype: 'float32', shape: [3, 3, 1, 4] }, new Float32Array(36));
    const [zeros] = executable.run([input, kernel]);
    expect(new Set(await device.read(zeros!))).toEqual(new Set([0]));
    // The middle of each filter is 1: the convolution is the identity.
    device.rewrite(
      kernel,
      Float32Array.from({ length: 36 }, (_, i) => Number(i >= 16 && i < 20)),
    );
    const [identity] = executable.run([input, kernel]);
    expect(await device.read(identity!)).toEqual(Float32Array.from(x.data));
    [zeros!, identity!, input, kernel].forEach(device.free);
    executable.dispose();
  });
});
