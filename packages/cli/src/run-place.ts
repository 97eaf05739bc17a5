import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { Recipe } from '@neurite/contract';
import { fromJson } from '@neurite/core';
import { latestRunFolder } from '@neurite/core/node';
import { exit, Stop } from './terminal/exit.js';

/** The folder below which all runs are kept. */
export const runsFolder = 'runs';

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

/**
 * The folder that a user means by a run: a path, or the name of a recipe, which stands for its latest run.
 * Also accepts the artifact folder itself.
 */
export const findRun = async (name: string, cwd: string): Promise<string> => {
  const path = resolve(cwd, name);
  if (isFolder(path) && (existsSync(join(path, 'manifest.json')) || existsSync(join(path, 'artifact'))))
    return path;
  const latest = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)
    ? await latestRunFolder(join(cwd, runsFolder), name)
    : undefined;
  if (latest !== undefined) return latest;
  if (isFolder(path))
    throw new Stop(exit.findings, `"${name}" holds neither a finished run nor an artifact.`);
  throw new Stop(
    exit.io,
    `There is no run "${name}". Give a run folder such as runs/DigitRun/2026-01-31-1, an artifact, or the name of a recipe that was trained here.`,
  );
};

/** The recipe that a run was made from, as it was compiled. */
export const recipeOfRun = (folder: string): Recipe => {
  const run = basename(folder) === 'artifact' ? join(folder, '..') : folder;
  const file = join(run, 'recipe.json');
  if (!existsSync(file))
    throw new Stop(
      exit.findings,
      `"${relative(process.cwd(), folder)}" is not a run folder: it has no recipe.json, which says how to judge the model.`,
    );
  try {
    return fromJson(readFileSync(file, 'utf8')) as Recipe;
  } catch {
    throw new Stop(exit.findings, `${file} is damaged: it is not JSON.`);
  }
};
