import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Outcome, ScratchFile } from '@neurite/contract';
import { openScratch } from './scratch-file.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'neurite-scratch-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.diagnostics[0]!.message);
  return outcome.value;
};
const scratchOf = async (name: string): Promise<ScratchFile> => valueOf(await openScratch(folder, name));
const problemOf = (outcome: Outcome<unknown>): string =>
  outcome.ok ? 'ok' : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`).join();

// Where a system says what a process has open, as Linux does.
const DESCRIPTORS = '/proc/self/fd';
// Elsewhere there is no way to see it.
const itOnLinux = existsSync(DESCRIPTORS) ? it : it.skip;
const openIn = (place: string): number =>
  readdirSync(DESCRIPTORS).filter((name) => {
    try {
      return readlinkSync(join(DESCRIPTORS, name)).startsWith(place);
    } catch {
      return false;
    }
  }).length;

describe('openScratch', () => {
  it('keeps what is written, in a file that nobody sees', async () => {
    const scratch = valueOf(await openScratch(folder, 'images.gz'));
    await scratch.write(Uint8Array.of(4, 5, 6), 3);
    await scratch.write(Uint8Array.of(1, 2), 0);
    expect(
      valueOf(
        await scratch.read([
          { offset: 4, length: 2 },
          { offset: 0, length: 3 },
        ]),
      ),
    ).toEqual([Uint8Array.of(5, 6), Uint8Array.of(1, 2, 0)]);
    expect(await readdir(folder)).toEqual([]);
    await scratch.close();
    await scratch.close();
  });

  itOnLinux('gives its room back when it is closed, and when nothing refers to it any more', async () => {
    const [one, other] = [await scratchOf('a'), await scratchOf('b')];
    expect(openIn(folder)).toBe(2);
    await one.close();
    expect(openIn(folder)).toBe(1);
    await Promise.all(['c', 'd', 'e'].map(async (name) => void (await scratchOf(name))));
    expect(openIn(folder)).toBe(4);
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    // The one that is referred to stays, however often memory is collected; finalizers run when the event loop turns.
    for (let turn = 0; turn < 100 && openIn(folder) > 1; turn++) {
      collect();
      await pause(5);
    }
    expect(openIn(folder)).toBe(1);
    expect(valueOf(await other.read([]))).toEqual([]);
    await other.close();
  });

  it('says what went wrong with the disk', async () => {
    const none = await openScratch(join(folder, 'none'), 'images.gz');
    expect(problemOf(none)).toMatch(
      /^scratch-unwritable: "images.gz" is unpacked into a file in .*none to be read by rows, but that failed: /,
    );
    const scratch = valueOf(await openScratch(folder, 'images.gz'));
    await scratch.write(Uint8Array.of(1), 0);
    expect(problemOf(await scratch.read([{ offset: 0, length: 2 }]))).toMatch(/^scratch-unwritable/);
    await scratch.close();
    expect(problemOf(await scratch.write(Uint8Array.of(1), 0))).toMatch(/^scratch-unwritable/);
    expect(problemOf(await scratch.read([{ offset: 0, length: 1 }]))).toMatch(/^scratch-unwritable/);
  });
});
