import type { Buffer, Device, HostArray, HostTensor, Program, Role, TensorType } from '@neurite/contract';
import { portKey, type Prepared } from './prepared.js';

/** Buffers by role and name: parameters, slots, statistics, and what a program reads beside them. */
export interface Store {
  /** Changes whenever a name gets another buffer: what was bound before must be bound anew. */
  version(): number;
  get(key: string): Buffer | undefined;
  has(key: string): boolean;
  /** Puts a tensor on the device, in place where there is one already. */
  write(key: string, tensor: { readonly type: TensorType; readonly data: HostArray }): void;
  /** Takes over a buffer; frees the one that it replaces. */
  adopt(key: string, buffer: Buffer): void;
  /** Frees the buffer of a name. */
  drop(key: string): void;
  /** Reads all buffers of a role, by name. */
  readAll(role: Role): Promise<Map<string, HostTensor>>;
  /** The buffers that a program takes, in order. Those of `own` come first. */
  inputsOf(prepared: Prepared, own?: Store): readonly Buffer[];
  close(): void;
}

/** An empty store on a device. Whoever makes it closes it, which frees its buffers. */
export const createStore = (device: Device): Store => {
  const buffers = new Map<string, Buffer>();
  let version = 0;
  const set = (key: string, buffer: Buffer): void => {
    buffers.set(key, buffer);
    version++;
  };
  return {
    version: () => version,
    get: (key) => buffers.get(key),
    has: (key) => buffers.has(key),
    write: (key, { type, data }) => {
      const known = buffers.get(key);
      // Only the type is kept: callers may hand over a whole tensor.
      if (known === undefined) set(key, device.write({ dtype: type.dtype, shape: type.shape }, data));
      else device.rewrite(known, data);
    },
    adopt: (key, buffer) => {
      const known = buffers.get(key);
      if (known === buffer) return;
      if (known !== undefined) device.free(known);
      set(key, buffer);
    },
    drop: (key) => {
      const known = buffers.get(key);
      if (known === undefined) return;
      device.free(known);
      buffers.delete(key);
      version++;
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

/** Puts weights on a device, as the roles say that a graph gives them. */
export const bindWeights = (
  store: Store,
  parameters: readonly { readonly path: string; readonly role: 'parameter' | 'statistic' }[],
  weights: ReadonlyMap<string, HostTensor>,
): void => {
  for (const { path, role } of parameters) {
    const tensor = weights.get(path);
    if (tensor !== undefined) store.write(portKey(role, path), { type: tensor, data: tensor.data });
  }
};
