import type { Buffer, Device, Executable, HostArray, HostTensor, Program } from '@neurite/contract';
import { optimise, unsupported } from '@neurite/program';

/** Host data in the kind of array that a device's precision asks for. */
const hostArray = ({ dtype, data }: HostTensor, device: Device): HostArray =>
  dtype === 'float32' && device.capabilities.precision === 'float32' ? Float32Array.from(data) : data.slice();

export const write = (device: Device, tensor: HostTensor): Buffer =>
  device.write({ dtype: tensor.dtype, shape: tensor.shape }, hostArray(tensor, device));

export const read = async (device: Device, buffer: Buffer): Promise<HostTensor> => ({
  dtype: buffer.type.dtype,
  shape: buffer.type.shape,
  data: await device.read(buffer),
});

/** Optimises and prepares. @throws Error with every reason why the device cannot run the program. */
export const prepareOn = async (device: Device, program: Program): Promise<Executable> => {
  const optimised = optimise(program, device.capabilities);
  const complaints = unsupported(optimised, device.capabilities);
  if (complaints.length > 0) throw new Error(complaints.map(({ message }) => message).join('\n'));
  return device.prepare(optimised);
};

/** Frees each of the buffers once. */
export const freeAll = (device: Device, buffers: Iterable<Buffer>): void => {
  for (const buffer of new Set(buffers)) device.free(buffer);
};

/** Prepares a program, hands out a function that runs it and leaves nothing behind, and disposes of it in the end. */
export const withProgram = async <R>(
  device: Device,
  program: Program,
  use: (run: (inputs: readonly HostTensor[]) => Promise<readonly HostTensor[]>) => Promise<R>,
): Promise<R> => {
  const executable = await prepareOn(device, program);
  try {
    return await use(async (inputs) => {
      const buffers = inputs.map((input) => write(device, input));
      const outputs = executable.run(buffers);
      const results: HostTensor[] = [];
      for (const output of outputs) results.push(await read(device, output));
      freeAll(device, [...buffers, ...outputs]);
      return results;
    });
  } finally {
    executable.dispose();
  }
};

/** Runs a program once and leaves nothing behind. */
export const runOn = (
  device: Device,
  program: Program,
  inputs: readonly HostTensor[],
): Promise<readonly HostTensor[]> => withProgram(device, program, (run) => run(inputs));
