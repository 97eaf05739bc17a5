import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Storage } from '../checkpoint/storage.js';

const SUFFIX = '.partial';

/** Missing is an answer here, everything else is not. */
const orUndefined = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** The directory entry itself must reach the disk, too; Windows cannot do that, and does not need it. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/**
 * Storage in a folder, which is made when it is first written to.
 *
 * A file is written beside its place, flushed, and renamed: whenever the power fails, the name holds all of the old bytes or all of
 * the new ones. What a crash leaves half-written is never listed.
 */
export const folderStorage = (folder: string): Storage => {
  const pathOf = (name: string): string => {
    if (name.split('/').some((step) => step === '' || step === '.' || step === '..' || step.includes('\\')))
      throw new Error(`"${name}" is no name in a storage.`);
    return join(folder, name);
  };
  return {
    place: folder,
    read: (name) => orUndefined(readFile(pathOf(name))),
    write: async (name, bytes) => {
      const path = pathOf(name);
      await mkdir(dirname(path), { recursive: true });
      const partial = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}${SUFFIX}`);
      try {
        const handle = await open(partial, 'wx');
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(partial, path);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
      await syncFolder(dirname(path));
    },
    list: async (name) => {
      const names = (await orUndefined(readdir(pathOf(name)))) ?? [];
      return names.filter((each) => !each.endsWith(SUFFIX)).sort();
    },
    remove: (name) => rm(pathOf(name), { force: true }),
  };
};
