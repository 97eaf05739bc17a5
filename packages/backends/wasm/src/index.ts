export { capabilities } from './capabilities.js';
export { createWasm, wasm, type WasmOptions } from './wasm.js';
