import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

/** The folder that a file's project begins in: the nearest one above with a package.json or a .git, else the file's own. */
export const projectRoot = (folder: string): string => {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, 'package.json')) || existsSync(join(current, '.git'))) return current;
    if (dirname(current) === current) return folder;
  }
};

const isInside = (root: string, path: string): boolean => {
  const steps = relative(root, path);
  return steps !== '..' && !steps.startsWith(`..${sep}`) && !isAbsolute(steps);
};

/** The path of a file named in a `.nn` text, or undefined where it leaves the project: by `..`, by an absolute path, or through a link. */
export const insideProject = (root: string, folder: string, name: string): string | undefined => {
  if (isAbsolute(name)) return undefined;
  const path = join(folder, name);
  if (!isInside(root, path)) return undefined;
  if (!existsSync(path)) return path;
  return isInside(realpathSync(root), realpathSync(path)) ? path : undefined;
};
