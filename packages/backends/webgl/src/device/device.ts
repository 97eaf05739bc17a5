import {
  BackendError,
  sizeOf,
  type Buffer,
  type Capabilities,
  type Device,
  type Executable,
  type HostArray,
  type Program,
  type TensorType,
} from '@neurite/contract';
import { prepareRoutine, type Routine, type Slot } from '../prepare/index.js';
import type { OwnedGpu } from './create-gpu.js';
import type { Texture } from './texture.js';

/** What stands behind a buffer. A donated buffer gets new contents by a new texture: textures themselves are never overwritten. */
interface Contents {
  texture: Texture;
  /** Small integers are kept by the host as well: counters must reach `uniform` with all their bits. */
  host: HostArray | undefined;
}

/** Counters have four elements. */
const keptOnHost = 16;

const hostCopy = ({ dtype }: TensorType, data: HostArray): HostArray | undefined =>
  dtype === 'int32' && data.length <= keptOnHost ? Int32Array.from(data) : undefined;

/** Acts; where that fails, cleans up and fails all the same. */
const attempt = <R>(act: () => R, cleanUp: () => void): R => {
  try {
    return act();
  } catch (error) {
    cleanUp();
    throw error;
  }
};

export const createDevice = (gpu: OwnedGpu, capabilities: Capabilities, description: string): Device => {
  const contents = new Map<Buffer, Contents>();
  const executables = new Set<Executable>();

  const contentsOf = (buffer: Buffer): Contents => {
    const known = contents.get(buffer);
    if (known === undefined) throw new BackendError('This buffer was freed, or belongs to another device.');
    return known;
  };
  const hold = (type: TensorType, held: Contents): Buffer => {
    const buffer = Object.freeze({ type });
    contents.set(buffer, held);
    return buffer;
  };
  const loaded = (type: TensorType, data: HostArray): Contents => {
    if (data.length !== sizeOf(type.shape)) {
      throw new BackendError(
        `A tensor [${type.shape.join(', ')}] has ${sizeOf(type.shape)} elements, not ${data.length}.`,
      );
    }
    return { texture: gpu.upload(type.dtype, data), host: hostCopy(type, data) };
  };

  const execute = (program: Program, routine: Routine, inputs: readonly Buffer[]): readonly Buffer[] => {
    gpu.requireContext();
    const held = inputs.map(contentsOf);
    const donors = new Map(program.donated.map(([input, output]) => [output, input]));
    const given = new Set(donors.values());
    const slots = held.map(({ texture, host }, index): Slot => {
      const { name, value } = program.inputs[index]!;
      if (routine.onHost[index] && host === undefined) {
        throw new BackendError(
          `Input "${name}" is a counter, which the host must write: ${keptOnHost} int32 at most.`,
        );
      }
      const known = host === undefined ? {} : { host: { ...program.values[value]!, data: host } };
      return { ...known, texture: gpu.retain(texture) };
    });
    // What is donated leaves its buffer at once, so that its memory is free after its last use and not only at the end.
    for (const input of given) gpu.release(held[input]!.texture);
    const results = attempt(
      () => routine.run(slots),
      () => given.forEach((input) => contents.delete(inputs[input]!)),
    );
    return program.outputs.map((port, output) => {
      const texture = results[output]!.texture!;
      const donor = donors.get(output);
      if (donor === undefined) return hold(program.values[port.value]!, { texture, host: undefined });
      Object.assign(held[donor]!, { texture, host: undefined });
      return inputs[donor]!;
    });
  };

  const device: Device = {
    capabilities,
    description,
    write: (type, data) => hold(type, loaded(type, data)),
    rewrite: (buffer, data) => {
      const held = contentsOf(buffer);
      const next = loaded(buffer.type, data);
      gpu.release(held.texture);
      Object.assign(held, next);
    },
    read: async (buffer) => {
      gpu.requireContext();
      const { texture } = contentsOf(buffer);
      // Held while reading: the caller may free or donate the buffer meanwhile.
      gpu.retain(texture);
      try {
        return await gpu.download(texture);
      } finally {
        gpu.release(texture);
      }
    },
    free: (buffer) => {
      gpu.release(contentsOf(buffer).texture);
      contents.delete(buffer);
    },
    prepare: async (program) => {
      gpu.requireContext();
      const routine = prepareRoutine(gpu, program);
      const executable: Executable = {
        run: (inputs) => execute(program, routine, inputs),
        bytes: routine.bytes,
        dispose: () => {
          if (executables.delete(executable)) routine.dispose();
        },
      };
      executables.add(executable);
      return executable;
    },
    statistics: () => ({
      buffers: contents.size,
      bytes: [...contents.keys()].reduce((bytes, { type }) => bytes + 4 * sizeOf(type.shape), 0),
      reserved: gpu.reserved(),
    }),
    close: () => {
      for (const executable of executables) executable.dispose();
      contents.clear();
      gpu.close();
    },
  };
  return device;
};
