import { readFileSync } from 'node:fs';
import { eagerKernels, eagerKernelsFile } from '../eager-kernels.mjs';

describe('the kernels of eager calls', () => {
  it('are those that packages/backends/wasm/tools/eager makes: `npm run eager-kernels`', async () => {
    expect(readFileSync(eagerKernelsFile, 'utf8') === (await eagerKernels())).toBe(true);
  });
});
