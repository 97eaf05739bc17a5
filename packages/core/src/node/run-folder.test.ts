import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRunFolder, latestRunFolder } from './run-folder.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'neurite-runs-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('run folders', () => {
  it('are numbered from 1 each day, and the latest is found', async () => {
    expect(await latestRunFolder(root, 'Digits')).toBeUndefined();
    const day = new Date('2025-11-22T10:00:00Z');
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
      expect(await createRunFolder(root, 'Digits', day)).toBe(join(root, 'Digits', `2025-11-22-${number}`));
    expect(await latestRunFolder(root, 'Digits')).toBe(join(root, 'Digits', '2025-11-22-10'));
    await createRunFolder(root, 'Digits', new Date('2025-11-21T10:00:00Z'));
    await writeFile(join(root, 'Digits', '2026-01-01-1'), 'a file, not a folder');
    expect(await latestRunFolder(root, 'Digits')).toBe(join(root, 'Digits', '2025-11-22-10'));
    expect(await latestRunFolder(root, 'Other')).toBeUndefined();
  });

  it('are never shared by two runs that begin at once', async () => {
    const day = new Date('2025-11-22T10:00:00Z');
    const folders = await Promise.all(Array.from({ length: 12 }, () => createRunFolder(root, 'Digits', day)));
    expect(new Set(folders).size).toBe(12);
  });
});
