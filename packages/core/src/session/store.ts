import type { Buffer, Device, HostArray, HostTensor, Program, Role, TensorType } from '@neurite/contract';
import { portKey, type Prepared } from './prepared.js';

/** Buffers by role and name: parameters, slots, statistics, and what a program reads beside them. */
export interface Store {
  get(key: string): Buffer | undefined;
  has(key: string): boolean;
  /** Puts a tensor on the device, in place where there is one already. */
  write(key: string, tensor: { readonly type: TensorType; readonly data: HostArray }): void;
  /** Takes over a buffer; frees the one that it replaces. */
  adopt(key: string, buffer: Buffer): void;
  /** Reads all buffers of a role, by name. */
  readAll(role: Role): Promise<Map<string, HostTensor>>;
  /** The buffers that a program takes, in order. Those of `own` come first. */
  inputsOf(prepared: Prepared, own?: Store): readonly Buffer[];
  close(): void;
}

/** An empty store on a device. Whoever makes it closes it, which frees its buffers. */
export const createStore = (device: Device): Store => {
  const buffers = new Map<string, Buffer>();
  return {
    get: (key) => buffers.get(key),
    has: (key) => buffers.has(key),
    write: (key, { type, data }) => {
      const known = buffers.get(key);
      // Only the type is kept: callers may hand over a whole tensor.
      if (known === undefined) buffers.set(key, device.write({ dtype: type.dtype, shape: type.shape }, data));
      else device.rewrite(known, data);
    },
    adopt: (key, buffer) => {
      const known = buffers.get(key);
      if (known !== undefined && known !== buffer) device.free(known);
      buffers.set(key, buffer);
    },
    readAll: async (role) => {
      const prefix = portKey(role, '');
      const tensors = new Map<string, HostTensor>();
      for (const [key, buffer] of buffers)
        if (key.startsWith(prefix)) tensors.set(key.slice(prefix.length), await readTensor(device, buffer));
      return tensors;
    },
    inputsOf: ({ inputs, program }, own) =>
      inputs.map((key, index) => {
        const buffer = own?.get(key) ?? buffers.get(key);
        if (buffer === undefined)
          throw new Error(`Nothing is bound to the input ${describe(program, index)}.`);
        return buffer;
      }),
    close: () => {
      for (const buffer of buffers.values()) device.free(buffer);
      buffers.clear();
    },
  };
};

const describe = (program: Program, index: number): string => {
  const { role, name } = program.inputs[index]!;
  return `"${name}" (${role})`;
};

const readTensor = async (device: Device, buffer: Buffer): Promise<HostTensor> => {
  const data = await device.read(buffer);
  // A device may hand out a view of its own memory, which the next step overwrites.
  return { ...buffer.type, data: data.slice() };
};
