import type * as installed from './installed.js';

/** A page has no node_modules. */
export const readInstalled: typeof installed.readInstalled = async () => {
  throw new Error(
    'In a page the backend must be told where @tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm is: `createWasm({ library })`.',
  );
};
