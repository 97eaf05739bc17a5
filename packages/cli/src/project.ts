import type { Outcome } from '@neurite/contract';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { report } from './diagnostics.js';
import { readSource } from './source-file.js';

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

/** Reads imported files of the project, and remembers their texts for diagnostics. */
export const projectImports = (folder: string, cwd: string, texts: Map<string, string>) => {
  const root = projectRoot(folder);
  return (name: string, from: string): Outcome<{ readonly source: string; readonly text: string }> => {
    const path = insideProject(root, dirname(join(cwd, from)), name);
    if (path === undefined)
      return { ok: false, diagnostics: [report('file-outside-project', { file: name })] };
    const source = readSource(relative(cwd, path), cwd);
    if (!source.ok) return source;
    texts.set(source.value.name, source.value.text);
    return { ok: true, value: { source: source.value.name, text: source.value.text } };
  };
};
