import { gzipSync } from 'node:zlib';
import { success } from '@neurite/contract';
import { IN_MEMORY, inflate, inflatePieces } from './gunzip.js';

describe('inflate', () => {
  it('stops at its limit: a bomb costs no more than that', async () => {
    const bomb = gzipSync(new Uint8Array(50_000_000));
    const outcome = await inflate(bomb, { file: 'bomb.gz', limit: 1000 });
    expect(outcome.ok ? [] : outcome.diagnostics.map(({ code }) => code)).toEqual(['data-too-large']);
  });
});

describe('inflatePieces', () => {
  it('goes no further than what is looked at', async () => {
    const packed = gzipSync(
      Uint8Array.from({ length: 30_000_000 }, (_, at) => (at * at * 31) % 253),
      {
        level: 1,
      },
    );
    let [read, looked, largest] = [0, 0, 0];
    const stored = {
      size: packed.length,
      read: async ([range]: readonly { offset: number; length: number }[]) => {
        read += range!.length;
        return success([packed.subarray(range!.offset, range!.offset + range!.length)]);
      },
    };
    const outcome = await inflatePieces(
      { file: 'long.gz', stored, packing: 'gzip' },
      (piece) => {
        looked++;
        largest = Math.max(largest, piece.length);
        return looked === 3 ? 'enough' : 'more';
      },
      IN_MEMORY,
    );
    expect(outcome.ok).toBe(true);
    expect(looked).toBe(3);
    expect(largest).toBeLessThan(2 ** 20 + 2 ** 17);
    // One more piece may be on its way.
    expect(read).toBeLessThanOrEqual(5 * 2 ** 20);
  });

  it('says why a file cannot be read on', async () => {
    const packed = gzipSync(new Uint8Array(100));
    const changed = { ok: false, diagnostics: [{ code: 'file-changed', severity: 'error', message: '' }] };
    const outcome = await inflatePieces(
      {
        file: 'gone.gz',
        stored: { size: packed.length, read: async () => changed as never },
        packing: 'gzip',
      },
      () => 'more',
      IN_MEMORY,
    );
    expect(outcome).toEqual(changed);
  });
});
