import { type KernelLibrary, libraryImports } from './library.js';

/** Instantiates the kernel library for one device: nothing of it is shared with anybody else. */
export const startEngine = async (bytes: BufferSource): Promise<KernelLibrary> => {
  // The library's imports reach its memory, which exists once they are given.
  const started: { memory?: WebAssembly.Memory } = {};
  const { instance } = await WebAssembly.instantiate(
    bytes,
    libraryImports(() => started.memory!),
  );
  const library = instance.exports as unknown as KernelLibrary;
  started.memory = library.memory;
  library.__wasm_call_ctors();
  library.init();
  return library;
};
