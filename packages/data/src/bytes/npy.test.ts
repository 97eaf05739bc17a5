import fc from 'fast-check';
import { bigEndianArray } from '../test/files.js';
import { readNpy } from './npy.js';

const withHeader = (header: string, data: readonly number[] = []): Uint8Array => {
  const text = new TextEncoder().encode(`${header}\n`);
  return Uint8Array.from([
    0x93,
    ...new TextEncoder().encode('NUMPY'),
    1,
    0,
    text.length & 255,
    text.length >> 8,
    ...text,
    ...data,
  ]);
};
const plain = (descr: string, shape: string, more = '') =>
  `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, ${more}}`;

const codes = async (bytes: Uint8Array) => {
  const outcome = await readNpy(bytes, 'x.npy');
  return outcome.ok ? 'ok' : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n');
};

describe('readNpy', () => {
  it('reads what NumPy wrote', async () => {
    expect(await readNpy(bigEndianArray)).toEqual({
      ok: true,
      value: { dtype: 'float32', shape: [2, 2], data: Float32Array.of(1.5, -2, 3, 4) },
    });
  });

  it('reads 64-bit numbers that fit, and names the one that does not', async () => {
    const eight = (low: number, high: number) => [low, 0, 0, 0, high, 0, 0, 0];
    const good = await readNpy(
      withHeader(plain('<i8', '(2,)'), [...eight(5, 0), 0xfe, 255, 255, 255, 255, 255, 255, 255]),
    );
    expect(good.ok && [...good.value.data]).toEqual([5, -2]);
    expect(await codes(withHeader(plain('<i8', '(2,)'), [...eight(5, 0), ...eight(0, 1)]))).toBe(
      'integer-range: x.npy, entry 2: 4294967296 does not fit into 32 bits.',
    );
  });

  it('matches the header and never runs it', async () => {
    expect(
      await codes(
        withHeader(`{'descr': __import__('os').system('true'), 'fortran_order': False, 'shape': (1,), }`),
      ),
    ).toMatch(/^npy-header/);
    expect(await codes(withHeader(plain('|O', '(1,)'), [0]))).toMatch(/^npy-header/);
    expect(await codes(withHeader(plain('<c16', '(1,)'), [0]))).toMatch(/^npy-header: .*c16/);
    expect(await codes(withHeader(plain('<f4', '(1,)').replace('False', 'True'), [0, 0, 0, 0]))).toMatch(
      /Fortran/,
    );
    expect(await codes(withHeader(plain('<constructor0', '(1,)')))).toMatch(/^npy-header/);
  });

  it('refuses sizes that lie', async () => {
    expect(await codes(withHeader(plain('<f4', '(1000000, 1000000)'), [1, 2, 3, 4]))).toMatch(
      /^npy-size: .*4000000000000/,
    );
    expect(await codes(withHeader(plain('<f4', '(2,)'), [1, 2, 3, 4]))).toMatch(/^npy-size/);
    expect(
      await codes(Uint8Array.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0, 255, 255, 255, 255])),
    ).toMatch(/^npy-header/);
  });

  it('survives every truncation and any changed byte', async () => {
    for (let length = 0; length < bigEndianArray.length; length++)
      expect((await readNpy(bigEndianArray.subarray(0, length))).ok).toBe(false);
    await fc.assert(
      fc.asyncProperty(fc.nat(bigEndianArray.length - 1), fc.nat(255), async (at, byte) => {
        const changed = bigEndianArray.slice();
        changed[at] = byte;
        const outcome = await readNpy(changed);
        expect(outcome.ok || outcome.diagnostics.length > 0).toBe(true);
      }),
    );
  });
});
