import { sizeOf, type HostTensor, type Op, type TensorType } from '@neurite/contract';
import type { Gpu } from '../device/gpu.js';
import type { Texture } from '../device/texture.js';
import { shader } from '../glsl/shader.js';
import { join } from '../kernels/index.js';
import { scanPlacement } from './placement.js';
import type { PrepareRoutine, Slot, Step } from './step.js';

/** Copies one slice; where it begins is a uniform, so that all steps share a shader. */
const slicer = (gpu: Gpu, { dtype, shape }: TensorType): ((sequence: Texture, index: number) => Texture) => {
  const size = sizeOf(shape.slice(1));
  const code = shader({ inputs: 1, size, uniforms: ['begin'], result: 'x0(begin + i)' });
  return (sequence, index) => gpu.run(code, dtype, [sequence], [index * size]);
};

const hostSlice = ({ dtype, shape, data }: HostTensor, index: number): HostTensor => {
  const size = sizeOf(shape.slice(1));
  return { dtype, shape: shape.slice(1), data: data.slice(index * size, (index + 1) * size) };
};

/**
 * A scan is a loop on the host over its prepared body: every step enqueues, and nothing is read back.
 *
 * @param prepare an argument, so that this file and the one that calls it form no cycle.
 */
export const prepareScan = (
  gpu: Gpu,
  op: Op<'scan'>,
  inputs: readonly TensorType[],
  outputs: readonly TensorType[],
  prepare: PrepareRoutine,
): Step => {
  const { body, constants, carries, length, reverse } = op.attributes;
  const routine = prepare(gpu, body, scanPlacement(op).hostCarries);
  const slicers = inputs.slice(constants + carries).map((type) => slicer(gpu, type));
  const stacks = outputs.slice(carries).map((type) => ({
    type,
    join: join(type.dtype, new Array<number>(length).fill(1), 1, sizeOf(type.shape.slice(1))),
  }));

  const retained = ({ texture, ...rest }: Slot): Slot =>
    texture === undefined ? rest : { ...rest, texture: gpu.retain(texture) };
  const sliced = ({ texture, host }: Slot, sequence: number, index: number): Slot => {
    const input = constants + carries + sequence;
    return {
      ...(routine.onHost[input] ? { host: hostSlice(host!, index) } : {}),
      ...(routine.onGpu[input] ? { texture: slicers[sequence]!(texture!, index) } : {}),
    };
  };
  const stack = ({ type, join }: (typeof stacks)[number], slices: readonly Texture[]): Slot => {
    if (length === 0) return { texture: gpu.upload(type.dtype, new Float32Array(0)) };
    const [texture] = join(gpu, slices);
    slices.forEach(gpu.release);
    return { texture: texture! };
  };

  return {
    bytes: routine.bytes,
    dispose: routine.dispose,
    run: (read) => {
      const operands = inputs.map((_, index) => read(index));
      const fixed = operands.slice(0, constants);
      const sequences = operands.slice(constants + carries);
      let carried: readonly Slot[] = operands.slice(constants, constants + carries).map(retained);
      const stacked = stacks.map(() => new Array<Texture>(length));
      for (let step = 0; step < length; step++) {
        const index = reverse ? length - 1 - step : step;
        const slices = sequences.map((slot, sequence) => sliced(slot, sequence, index));
        const results = routine.run([...fixed.map(retained), ...carried, ...slices]);
        carried = results.slice(0, carries);
        stacked.forEach((slots, output) => (slots[index] = results[carries + output]!.texture!));
      }
      return [...carried, ...stacks.map((each, output) => stack(each, stacked[output]!))];
    },
  };
};
