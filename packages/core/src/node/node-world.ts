import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { failure, success, type Outcome } from '@neurite/contract';
import { reasonOf } from '../checkpoint/storage-failure.js';
import type { World } from '../data/world.js';
import { report } from '../diagnostics.js';

// Sources hold whole files in memory.
const LARGEST = 2 ** 30;

const isInside = (root: string, path: string): boolean => {
  const steps = relative(root, path);
  return steps !== '..' && !steps.startsWith(`..${sep}`) && !isAbsolute(steps);
};

/**
 * Files of a project, and of the npm packages that it has.
 *
 * @param root the folder of the project: nothing outside of it is read, by whatever name or link.
 * @param folder the folder of the `.nn` file, which the names in it are relative to; default `root`.
 */
export const nodeWorld = (root: string, folder: string = root): World => ({
  readFile: async (name) => {
    const path = resolve(folder, name);
    if (isAbsolute(name) || !isInside(root, path))
      return failure(report('file-outside-project', { file: name }));
    return readInside(root, path, name);
  },
  readPackageFile: async (name, path) => {
    const place = await packageFolder(name, folder);
    if (place === undefined) return failure(report('package-not-installed', { name }));
    return readInside(place, resolve(place, path), `${name}/${path}`);
  },
});

/** Where a package lies, by Node's own rule: in `node_modules` of the folder, or of one above. */
const packageFolder = async (name: string, from: string): Promise<string | undefined> => {
  if (!/^(@[\w.-]+\/)?[\w.-]+$/.test(name) || name.split('/').some((part) => /^\.+$/.test(part)))
    return undefined;
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name);
    if (await isFile(join(place, 'package.json'))) return place;
    if (folder === dirname(folder)) return undefined;
  }
};

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (status) => status.isFile(),
    () => false,
  );

const readInside = async (root: string, path: string, file: string): Promise<Outcome<Uint8Array>> => {
  try {
    // A link may lead out of the project although its name does not.
    if (!isInside(await realpath(root), await realpath(path)))
      return failure(report('file-outside-project', { file }));
    const status = await stat(path);
    if (status.isDirectory()) return failure(report('file-is-folder', { file }));
    if (status.size > LARGEST)
      return failure(report('file-too-large', { file, bytes: status.size, limit: LARGEST }));
    return success(await readFile(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return failure(
      code === 'ENOENT' || code === 'ENOTDIR'
        ? report('file-missing', { file })
        : report('file-unreadable', { file, reason: reasonOf(error) }),
    );
  }
};
