import type { Capabilities } from '@neurite/contract';
import { isOneLoop } from './kernels/index.js';

/** What this backend can do: all primitives, on every dtype that they are defined for. */
export const capabilities: Capabilities = Object.freeze({
  name: 'wasm',
  summary:
    'WebAssembly with SIMD: the kernels of tfjs-backend-wasm in an instance of our own, and generated ones. One core, bit-exact.',
  memory: 'linear',
  exact: true,
  precision: 'float32',
  composites: Object.freeze(['elementwise']),
  supports: (op) =>
    op.primitive !== 'composite' || (op.attributes.name === 'elementwise' && isOneLoop(op.attributes.body))
      ? true
      : `"${op.attributes.name}" is not one loop over elements`,
  lowerings: Object.freeze({}),
} satisfies Capabilities);
