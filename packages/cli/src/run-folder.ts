import { createRunFolder, latestRunFolder } from '@neurite/core/node';
import { rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runsFolder } from './run-place.js';
import { exit, Stop } from './terminal/exit.js';

/** The folder of a new run, or with `--resume` of the latest one. */
export const chooseFolder = async (name: string, resume: boolean, cwd: string): Promise<string> => {
  const root = join(cwd, runsFolder);
  if (!resume) return createRunFolder(root, name, new Date());
  const latest = await latestRunFolder(root, name);
  if (latest !== undefined) return latest;
  throw new Stop(exit.usage, `There is no run of ${name} below ${runsFolder}/ to resume.`);
};

/** A run that failed before it wrote anything leaves no folder. */
export const removeIfEmpty = (folder: string): void => {
  try {
    for (const empty of [folder, dirname(folder), dirname(dirname(folder))]) rmdirSync(empty);
  } catch {
    // Not empty: it holds something worth keeping.
  }
};

/** The number of seconds that `--checkpoint` gives. */
export const checkpointSeconds = (text: unknown): { readonly checkpointSeconds?: number } => {
  if (text === undefined) return {};
  const value = Number(text);
  if (!(value > 0))
    throw new Stop(exit.usage, `--checkpoint takes a number of seconds above 0; this is "${String(text)}".`);
  return { checkpointSeconds: value };
};
