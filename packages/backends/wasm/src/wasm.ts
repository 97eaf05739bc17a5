import type { Backend } from '@neurite/contract';
import { capabilities } from './capabilities.js';
import { createDevice } from './device.js';
import { type LibrarySource, load, startEngine } from './engine/index.js';

export interface WasmOptions {
  /** Where tfjs-backend-wasm-simd.wasm is: needed outside Node only. */
  readonly library?: LibrarySource;
}

/** The smallest module with a vector instruction: (func (result v128) (v128.const 0)). */
const simdModule = Uint8Array.from([
  0,
  0x61,
  0x73,
  0x6d,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  0x60,
  0,
  1,
  0x7b,
  3,
  2,
  1,
  0,
  10,
  22,
  1,
  20,
  0,
  0xfd,
  12,
  ...new Array<number>(16).fill(0),
  0x0b,
]);

/**
 * The WebAssembly backend, with the kernel library from where the options say.
 *
 * @example const device = await createWasm({ library: new URL('./tfjs-backend-wasm-simd.wasm', location.href) }).open();
 */
export const createWasm = ({ library }: WasmOptions = {}): Backend =>
  Object.freeze({
    capabilities,
    available: async () => {
      if (typeof WebAssembly === 'undefined') return 'there is no WebAssembly here';
      if (!WebAssembly.validate(simdModule)) return 'this WebAssembly has no SIMD';
      try {
        await load(library);
        return true;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    open: async () => createDevice(await startEngine(await load(library))),
  });

/** The WebAssembly backend, as Node finds it. */
export const wasm: Backend = createWasm();
