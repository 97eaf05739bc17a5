/** The version whose imports, exports and signatures this package relies on; `library.test.ts` holds it to them. */
export const libraryVersion = '4.22.0';

/** What is used of the kernel library. Kernels are called with numbers only; shapes are addresses of int32s. */
export interface KernelLibrary {
  readonly memory: WebAssembly.Memory;
  __wasm_call_ctors(): void;
  init(): void;
  malloc(bytes: number): number;
  free(address: number): void;
  /** Names `size` elements at an address; a view is the same call at an offset. */
  register_tensor(id: number, size: number, address: number): void;
  /** Forgets an id, and what was packed for it; frees no memory of ours. */
  dispose_data(id: number): void;
}

/** The imports that the library asks for. `memory` is its own, exported when it is instantiated. */
export const libraryImports = (memory: () => WebAssembly.Memory): WebAssembly.Imports => ({
  env: {
    abort: () => {
      throw new Error('The kernel library aborted.');
    },
    emscripten_memcpy_big: (to: number, from: number, bytes: number) => {
      new Uint8Array(memory().buffer).copyWithin(to, from, from + bytes);
    },
    // All that 32-bit addresses reach, less one page.
    emscripten_get_heap_max: () => 2 ** 32 - 65536,
    emscripten_resize_heap: (bytes: number) => {
      const missing = (bytes >>> 0) - memory().buffer.byteLength;
      try {
        memory().grow(Math.max(0, Math.ceil(missing / 65536)));
        return 1;
      } catch {
        return 0;
      }
    },
  },
  wasi_snapshot_preview1: { fd_close: () => 0, fd_seek: () => 0, fd_write: () => 0 },
});
