import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomNumbers, tokenChanges, truncations } from '../mutations.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const fuzz = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(root, 'tools/fuzz/run.mjs'), ...args], { cwd: root, encoding: 'utf8' });

describe('changes of a text', () => {
  it('end it after each byte', () => {
    expect([...truncations('aß')]).toEqual(['', 'a', 'a\ufffd', 'aß']);
  });

  it('lose, double and swap each token', () => {
    const tokens = [
      { start: { offset: 0 }, end: { offset: 1 } },
      { start: { offset: 2 }, end: { offset: 4 } },
    ];
    expect([...tokenChanges('a bc', tokens)]).toEqual([' bc', 'a a bc', 'bc a', 'a ', 'a bc bc']);
  });

  it('are the same for the same seed', () => {
    const three = (seed: number) => Array.from({ length: 3 }, randomNumbers(seed));
    expect(three(7)).toEqual(three(7));
    expect(three(7)).not.toEqual(three(8));
  });
});

describe('the fuzz campaign', () => {
  it('finds nothing in a part of its texts', () => {
    const { stdout, stderr, status } = fuzz('--every', '400', '--mutations', '200', '--seed', '7');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^\d{3} texts, 0 failures/);
    expect(status).toBe(0);
  }, 120_000);

  it('says how it is used', () => {
    const { stderr, status } = fuzz('--parts', 'reed');
    expect(stderr).toContain('no part "reed"');
    expect(status).toBe(2);
  });
});
