import { kernelHex } from './bytes.js';

export type Kernels = Readonly<Record<string, (...numbersAndAddresses: readonly number[]) => void>>;

// The import of env.memory in the module. Where tfjs runs threads the memory is shared, and the import has to say so, with a limit.
const memoryImport = '020f0103656e76066d656d6f7279020000';
const sharedMemoryImport = '02120103656e76066d656d6f72790203008080' + '04';

/** Not `instanceof`: objects may come from another realm, such as that of a test. */
const is = (value: unknown, name: string): boolean =>
  Object.prototype.toString.call(value) === `[object ${name}]`;

export const isMemory = (value: unknown): value is WebAssembly.Memory => is(value, 'WebAssembly.Memory');

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );

/** The kernels in some memory. */
export const instantiate = (memory: WebAssembly.Memory): Kernels => {
  const isShared = is(memory.buffer, 'SharedArrayBuffer');
  const hex = isShared ? kernelHex.replace(memoryImport, sharedMemoryImport) : kernelHex;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytesOf(hex)), { env: { memory } });
  return exports as unknown as Kernels;
};
