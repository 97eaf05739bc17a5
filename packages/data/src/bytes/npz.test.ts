import { deflateRawSync } from 'node:zlib';
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

  it('inflates no more than its directory promises, and refuses promises beyond memory', async () => {
    const packed = deflateRawSync(new Uint8Array(50_000_000));
    const archive = (size: number): Uint8Array => {
      const local = new DataView(new ArrayBuffer(31));
      local.setUint32(0, 0x04034b50, true);
      local.setUint16(26, 1, true);
      local.setUint8(30, 0x61);
      const entry = new DataView(new ArrayBuffer(47));
      entry.setUint32(0, 0x02014b50, true);
      entry.setUint16(10, 8, true);
      entry.setUint32(20, packed.length, true);
      entry.setUint32(24, size, true);
      entry.setUint16(28, 1, true);
      entry.setUint8(46, 0x61);
      const end = new DataView(new ArrayBuffer(22));
      end.setUint32(0, 0x06054b50, true);
      end.setUint16(10, 1, true);
      end.setUint32(16, 31 + packed.length, true);
      return Uint8Array.from(
        [local, entry, end].flatMap(({ buffer }, index) => [
          ...new Uint8Array(buffer),
          ...(index === 0 ? packed : []),
        ]),
      );
    };
    const codes = async (size: number) => {
      const outcome = await readNpz(archive(size));
      return outcome.ok ? [] : outcome.diagnostics.map(({ code }) => code);
    };
    expect(await codes(100)).toEqual(['npz-archive']);
    expect(await codes(0xffff_fff0)).toEqual(['data-too-large']);
    // A directory that tells the truth leads to what is inside, which is no array.
    expect(await codes(50_000_000)).toEqual(['npy-header']);
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
