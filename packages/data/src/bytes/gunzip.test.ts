import { gzipSync } from 'node:zlib';
import { inflate } from './gunzip.js';

describe('inflate', () => {
  it('stops at its limit: a bomb costs no more than that', async () => {
    const bomb = gzipSync(new Uint8Array(50_000_000));
    const outcome = await inflate(bomb, { file: 'bomb.gz', limit: 1000 });
    expect(outcome.ok ? [] : outcome.diagnostics.map(({ code }) => code)).toEqual(['data-too-large']);
  });
});
