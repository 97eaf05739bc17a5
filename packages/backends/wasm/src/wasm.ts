import type { Backend } from '@neurite/contract';
import { capabilities } from './capabilities.js';
import { createDevice } from './device.js';
import { buildModule, f32x4, nothing } from './encoder/index.js';
import { type LibrarySource, load, startEngine } from './engine/index.js';

export interface WasmOptions {
  /** Where tfjs-backend-wasm-simd.wasm is: needed outside Node only. */
  readonly library?: LibrarySource;
  /**
   * Lets products of matrices use the processor's fused multiply-add: up to twice as fast, but results then depend on the processor.
   * Recorded in the device's description. Needs relaxed SIMD: Node 22, Chrome 114. Default: false.
   */
  readonly relaxed?: boolean;
}

/** A small module with a vector instruction, relaxed or not. */
const vectorModule = (relaxed: boolean): Uint8Array<ArrayBuffer> => {
  const module = buildModule();
  const zero = f32x4.constant(0);
  const result = relaxed ? f32x4.relaxedMadd(zero, zero, zero) : f32x4.add(zero, zero);
  module.function({ parameters: [], result: 'v128' }, () => ({ run: nothing, result }));
  return module.bytes();
};

/**
 * The WebAssembly backend, with the kernel library from where the options say.
 *
 * @example const device = await createWasm({ library: new URL('./tfjs-backend-wasm-simd.wasm', location.href) }).open();
 */
export const createWasm = ({ library, relaxed = false }: WasmOptions = {}): Backend =>
  Object.freeze({
    capabilities,
    available: async () => {
      if (typeof WebAssembly === 'undefined') return 'there is no WebAssembly here';
      if (!WebAssembly.validate(vectorModule(false))) return 'this WebAssembly has no SIMD';
      if (relaxed && !WebAssembly.validate(vectorModule(true))) return 'this WebAssembly has no relaxed SIMD';
      try {
        await load(library);
        return true;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    open: async () => createDevice(await startEngine(await load(library)), relaxed),
  });

/** The WebAssembly backend, as Node finds it. */
export const wasm: Backend = createWasm();
