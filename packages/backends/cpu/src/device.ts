import {
  BackendError,
  type Buffer,
  type Capabilities,
  type Device,
  type Executable,
  type HostArray,
  type HostTensor,
  type Program,
} from '@neurite/contract';
import { copyIn, createMemory, type Memory } from './memory.js';
import { prepareProgram } from './run.js';

/** The inputs as tensors, if they are what the program takes. */
const tensorsOf = (program: Program, inputs: readonly Buffer[], memory: Memory): readonly HostTensor[] => {
  if (inputs.length !== program.inputs.length) {
    throw new BackendError(`The program takes ${program.inputs.length} inputs, not ${inputs.length}.`);
  }
  return program.inputs.map(({ name, value }, index) => {
    const { dtype, shape } = program.values[value]!;
    const given = inputs[index]!.type;
    if (given.dtype !== dtype || given.shape.join() !== shape.join()) {
      const [is, wanted] = [given, { dtype, shape }].map((type) => `${type.dtype}[${type.shape.join(', ')}]`);
      throw new BackendError(`Input "${name}" is ${wanted}, not ${is}.`, undefined, [given]);
    }
    return { dtype, shape, data: memory.data(inputs[index]!) };
  });
};

/** The results' arrays, copied where another tensor has the same memory: reshapes, and outputs that are inputs, share it. */
const unshared = (results: readonly HostTensor[], others: readonly HostTensor[]): readonly HostArray[] => {
  const taken = new Set(others.map(({ data }) => data.buffer));
  return results.map(({ data }) => {
    const copy = taken.has(data.buffer) ? data.slice() : data;
    taken.add(copy.buffer);
    return copy;
  });
};

export const openDevice = (capabilities: Capabilities): Device => {
  const { precision } = capabilities;
  const memory = createMemory();
  const executables = new Set<Executable>();
  let isOpen = true;
  const requireOpen = (): void => {
    if (!isOpen) throw new BackendError('The device is closed.');
  };

  const prepare = (program: Program): Executable => {
    const prepared = prepareProgram(program, precision);
    const donors = new Map(program.donated.map(([input, output]) => [output, input]));
    const executable: Executable = {
      bytes: prepared.sources.reduce((sum, { data }) => sum + data.byteLength, 0),
      run: (inputs) => {
        if (!executables.has(executable)) throw new BackendError('The executable was disposed of.');
        const tensors = tensorsOf(program, inputs, memory);
        const results = prepared.run(tensors);
        const arrays = unshared(results, [...tensors, ...prepared.sources]);
        return results.map(({ dtype, shape }, output) => {
          const donor = donors.get(output);
          if (donor === undefined) return memory.hold({ dtype, shape }, arrays[output]!);
          memory.replace(inputs[donor]!, arrays[output]!);
          return inputs[donor]!;
        });
      },
      dispose: () => void executables.delete(executable),
    };
    executables.add(executable);
    return executable;
  };

  return {
    capabilities,
    description: `neurite-${capabilities.name} ${precision}`,
    write: (type, data) => {
      requireOpen();
      return memory.hold({ dtype: type.dtype, shape: type.shape }, copyIn(type, data, precision));
    },
    rewrite: (buffer, data) => memory.replace(buffer, copyIn(buffer.type, data, precision)),
    read: async (buffer) => memory.data(buffer).slice(),
    free: memory.free,
    prepare: async (program) => {
      requireOpen();
      return prepare(program);
    },
    statistics: () => {
      const { buffers, bytes } = memory.statistics();
      const sources = [...executables].reduce((sum, executable) => sum + executable.bytes, 0);
      return { buffers, bytes, reserved: bytes + sources };
    },
    close: () => {
      isOpen = false;
      executables.clear();
      memory.clear();
    },
  };
};
