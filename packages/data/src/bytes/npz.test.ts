import fc from 'fast-check';
import { compressedArchive, storedArchive } from '../test/files.js';
import { readNpz } from './npz.js';

describe('readNpz', () => {
  it('reads what NumPy wrote, packed or stored', async () => {
    expect(await readNpz(compressedArchive)).toEqual({
      ok: true,
      value: {
        x: { dtype: 'float32', shape: [3, 2], data: Float32Array.of(0, 0.5, 1, 1.5, 2, 2.5) },
        label: { dtype: 'int32', shape: [3], data: Int32Array.of(0, 1, 2) },
      },
    });
    expect(await readNpz(storedArchive)).toEqual({
      ok: true,
      value: { a: { dtype: 'bool', shape: [2], data: Uint8Array.of(1, 0) } },
    });
  });

  it('survives every truncation and any changed byte', async () => {
    for (let length = 0; length < compressedArchive.length; length += 3)
      expect((await readNpz(compressedArchive.subarray(0, length))).ok).toBe(false);
    await fc.assert(
      fc.asyncProperty(fc.nat(compressedArchive.length - 1), fc.nat(255), async (at, byte) => {
        const changed = compressedArchive.slice();
        changed[at] = byte;
        const outcome = await readNpz(changed);
        expect(outcome.ok || outcome.diagnostics.length > 0).toBe(true);
      }),
      { numRuns: 200, seed: 20_260_103 },
    );
  });
});
