import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** The kernel library of the installed package, looked up in node_modules now, not when a bundle is made. */
export const readInstalled = (): Promise<BufferSource> =>
  readFile(
    createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'),
  );
