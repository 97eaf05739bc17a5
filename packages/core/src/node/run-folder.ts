import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const RUN = /^(\d{4}-\d{2}-\d{2})-(\d+)$/;

const runsIn = async (folder: string): Promise<readonly string[]> => {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => RUN.test(name));
};

/** Makes a new folder `root/RECIPE/DATE-N` and gives its path; N counts from 1 each day. Two runs never get the same one. */
export const createRunFolder = async (root: string, recipe: string, date: Date): Promise<string> => {
  const folder = join(root, recipe);
  await mkdir(folder, { recursive: true });
  const day = date.toISOString().slice(0, 10);
  const taken = (await runsIn(folder)).map((name) => RUN.exec(name)!).filter(([, of]) => of === day);
  for (let number = Math.max(0, ...taken.map(([, , n]) => Number(n))) + 1; ; number++) {
    const path = join(folder, `${day}-${number}`);
    try {
      await mkdir(path);
      return path;
    } catch (error) {
      // Another process was quicker.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
};

/** The latest run folder of a recipe; undefined where there is none. */
export const latestRunFolder = async (root: string, recipe: string): Promise<string | undefined> => {
  const folder = join(root, recipe);
  const sorted = [...(await runsIn(folder))].sort((a, b) => {
    const [, dayA = '', numberA] = RUN.exec(a)!;
    const [, dayB = '', numberB] = RUN.exec(b)!;
    return dayA === dayB ? Number(numberA) - Number(numberB) : dayA < dayB ? -1 : 1;
  });
  for (const name of sorted.reverse()) {
    const path = join(folder, name);
    if ((await stat(path)).isDirectory()) return path;
  }
  return undefined;
};
