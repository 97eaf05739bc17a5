import { type KernelLibrary, libraryImports } from './library.js';

/** Instantiates the kernel library for one device: nothing of it is shared with anybody else. */
export const startEngine = async (bytes: BufferSource): Promise<KernelLibrary> => {
  let memory: WebAssembly.Memory | undefined;
  const { instance } = await WebAssembly.instantiate(
    bytes,
    libraryImports(() => memory!),
  );
  const library = instance.exports as unknown as KernelLibrary;
  memory = library.memory;
  library.__wasm_call_ctors();
  library.init();
  return library;
};
