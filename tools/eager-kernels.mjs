// `npm run eager-kernels` writes the kernels that eager calls run on tfjs's WebAssembly backend into packages/tfjs, as text.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importSource } from './import-source.mjs';
import { root } from './setup.mjs';

/** The module `bytes.ts`, as it ought to be. */
export const eagerKernels = async () => {
  const { kernelBytes } = await importSource('packages/backends/wasm/tools/eager/index.ts');
  // Hexadecimal digits: twice as many, but compressed they are half of what base 64 leaves.
  const hex = Buffer.from(kernelBytes()).toString('hex');
  return `// Written by tools/eager-kernels.mjs from packages/backends/wasm/tools/eager.\n\n/** A WebAssembly module that imports env.memory. */\nexport const kernelHex =\n  '${hex}';\n`;
};

export const eagerKernelsFile = join(root, 'packages/tfjs/src/kernels/bytes.ts');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(eagerKernelsFile, await eagerKernels());
