import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { idxBytes } from '../test/files.js';
import { readIdx } from './idx.js';

const codes = async (bytes: Uint8Array) => {
  const outcome = await readIdx(bytes, 'digits.idx');
  return outcome.ok ? 'ok' : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`).join('\n');
};

describe('readIdx', () => {
  it('reads bytes as float32, in the shape of the file', async () => {
    const outcome = await readIdx(idxBytes(8, [2, 1, 3], [0, 1, 2, 253, 254, 255]));
    expect(outcome).toEqual({
      ok: true,
      value: { dtype: 'float32', shape: [2, 1, 3], data: Float32Array.of(0, 1, 2, 253, 254, 255) },
    });
  });

  it('reads big-endian whole numbers and floats', async () => {
    const whole = await readIdx(idxBytes(0x0b, [2], [0xff, 0xfe, 0x01, 0x00]));
    expect(whole.ok && [...whole.value.data]).toEqual([-2, 256]);
    const float = await readIdx(idxBytes(0x0d, [1], [0x3f, 0x80, 0, 0]));
    expect(float.ok && [...float.value.data]).toEqual([1]);
  });

  it('inflates gzip', async () => {
    const outcome = await readIdx(gzipSync(idxBytes(8, [3], [7, 8, 9])));
    expect(outcome.ok && [...outcome.value.data]).toEqual([7, 8, 9]);
  });

  it('names the byte where a header goes wrong', async () => {
    expect(await codes(new Uint8Array())).toMatch(/^idx-header: .*\(byte 0\)/);
    expect(await codes(Uint8Array.of(1, 0, 8, 1))).toMatch(/^idx-header: .*\(byte 0\)/);
    expect(await codes(Uint8Array.of(0, 0, 7, 1))).toMatch(/^idx-header: .*type 7.*\(byte 2\)/);
    expect(await codes(Uint8Array.of(0, 0, 8, 200))).toMatch(/^idx-header: .*200 dimensions.*\(byte 3\)/);
    expect(await codes(Uint8Array.of(0, 0, 8, 3, 0, 0))).toMatch(/^idx-header: .*\(byte 6\)/);
  });

  it('refuses sizes that lie, before it allocates', async () => {
    expect(await codes(idxBytes(8, [3], [1, 2]))).toMatch(/^idx-size: .*promises 3 bytes.*holds 2/);
    expect(await codes(idxBytes(8, [1], [1, 2]))).toMatch(/^idx-size/);
    expect(await codes(idxBytes(8, [1_000_000, 1_000_000], [1]))).toMatch(
      /^idx-size: .*promises 1000000000000 bytes/,
    );
    expect(await codes(idxBytes(8, [4294967295, 4294967295, 4294967295, 4294967295], []))).toMatch(
      /^idx-size/,
    );
  });

  it('refuses a gzip file that was cut off', async () => {
    const whole = gzipSync(
      idxBytes(
        8,
        [64],
        Array.from({ length: 64 }, (_, index) => (index * 89) % 251),
      ),
    );
    expect(await codes(whole.subarray(0, whole.length - 12))).toMatch(/^gzip-corrupt/);
  });

  it('survives any bytes', async () => {
    const prefix = fc.constantFrom([], [0, 0], [0, 0, 8, 1], [0, 0, 13, 2, 0, 0, 0, 1], [0x1f, 0x8b, 8]);
    await fc.assert(
      fc.asyncProperty(prefix, fc.uint8Array({ maxLength: 40 }), async (head, tail) => {
        const outcome = await readIdx(Uint8Array.from([...head, ...tail]));
        expect(outcome.ok || outcome.diagnostics.length > 0).toBe(true);
      }),
      { numRuns: 300, seed: 20_260_103 },
    );
  });
});
