import type { Stats } from 'node:fs';
import { open, opendir, readFile, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { failure, success, type Folder, type LargeFile, type Outcome } from '@neurite/contract';
import { reasonOf } from '../checkpoint/storage-failure.js';
import type { World } from '../data/world.js';
import { report } from '../diagnostics.js';
import { readRanges } from './read-ranges.js';
import { openScratch } from './scratch-file.js';

// Files that are read whole.
const LARGEST = 2 ** 30;
// Half of what a column may take at most: beside it there are the file it comes from, a model and its gradients.
const STREAM_ABOVE = 2 ** 29;
// What a compressed file may become on the disk, and how large a scratch file may be: 64 GiB, more than sets have that one machine learns.
const LARGEST_SCRATCH = 2 ** 36;
// A folder with more names than this is no data set that is looked through by name.
const MOST_NAMES = 1_000_000;

const isInside = (root: string, path: string): boolean => {
  const steps = relative(root, path);
  return steps !== '..' && !steps.startsWith(`..${sep}`) && !isAbsolute(steps);
};

interface WorldOptions {
  readonly streamAbove?: number;
  readonly scratchFolder?: string;
  readonly scratchLimit?: number;
}

/**
 * Files of a project, and of the npm packages that it has.
 *
 * @param root the folder of the project: nothing outside of it is read, by whatever name or link.
 * @param folder the folder of the `.nn` file, which the names in it are relative to; default `root`.
 * @param options `streamAbove`: columns that would take more bytes of memory are read by rows; default 512 MiB. `scratchFolder`: where
 * there is room for what is unpacked to be read by rows; default the system's folder for that (the environment's TMPDIR). `scratchLimit`:
 * the most bytes that a file may become there; default 64 GiB.
 */
export const nodeWorld = (
  root: string,
  folder: string = root,
  { streamAbove = STREAM_ABOVE, scratchFolder = tmpdir(), scratchLimit = LARGEST_SCRATCH }: WorldOptions = {},
): World => ({
  readFile: async (name) => {
    const path = placeOf(root, folder, name);
    return path.ok ? readInside(root, path.value, name) : path;
  },
  listFolder: async (name) => {
    const path = placeOf(root, folder, name);
    return path.ok ? listInside(root, path.value, name) : path;
  },
  readPackageFile: async (name, path) => {
    const place = await packageFolder(name, folder);
    if (place === undefined) return failure(report('package-not-installed', { name }));
    return readInside(place, resolve(place, path), `${name}/${path}`);
  },
  streaming: {
    above: streamAbove,
    most: scratchLimit,
    scratch: (name) => openScratch(scratchFolder, name),
    open: async (name) => {
      const path = placeOf(root, folder, name);
      return path.ok ? openInside(root, path.value, name) : path;
    },
  },
});

/** The path behind a name; it may not leave the project. */
const placeOf = (root: string, folder: string, name: string): Outcome<string> => {
  const path = resolve(folder, name);
  return isAbsolute(name) || !isInside(root, path)
    ? failure(report('file-outside-project', { file: name }))
    : success(path);
};

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

/** The status of a file that can be read: pipes and devices have no size, and may never end. */
const statusOf = async (path: string, file: string): Promise<Outcome<Stats>> => {
  const status = await stat(path);
  if (status.isDirectory()) return failure(report('file-is-folder', { file }));
  return status.isFile()
    ? success(status)
    : failure(report('file-unreadable', { file, reason: 'it is no regular file' }));
};

/** A file is opened for each reading, so that none stays open, and so that a change is seen. */
const openInside = (root: string, path: string, file: string): Promise<Outcome<LargeFile>> =>
  insideOnly(root, path, file, async () => {
    const first = await statusOf(path, file);
    if (!first.ok) return first;
    const { size, mtimeMs } = first.value;
    return success({
      size,
      read: (ranges) =>
        insideOnly(root, path, file, async () => {
          const handle = await open(path);
          try {
            const now = await handle.stat();
            if (now.size !== size || now.mtimeMs !== mtimeMs)
              return failure(report('file-changed', { file }));
            const pieces = await readRanges(handle.fd, ranges);
            return pieces === undefined ? failure(report('file-changed', { file })) : success(pieces);
          } finally {
            await handle.close();
          }
        }),
    });
  });

const readInside = (root: string, path: string, file: string): Promise<Outcome<Uint8Array>> =>
  insideOnly(root, path, file, async () => {
    const found = await statusOf(path, file);
    if (!found.ok) return found;
    const status = found.value;
    if (status.size > LARGEST)
      return failure(report('file-too-large', { file, bytes: status.size, limit: LARGEST }));
    return success(await readFile(path));
  });

const listInside = (root: string, path: string, file: string): Promise<Outcome<Folder>> =>
  insideOnly(root, path, file, async () => {
    const [folders, files]: [string[], string[]] = [[], []];
    for await (const entry of await opendir(path)) {
      // What a link leads to is looked at when it is read.
      const isFolder = entry.isSymbolicLink()
        ? (await stat(join(path, entry.name))).isDirectory()
        : entry.isDirectory();
      (isFolder ? folders : files).push(entry.name);
      if (folders.length + files.length > MOST_NAMES)
        return failure(report('folder-too-large', { folder: file, limit: MOST_NAMES }));
    }
    return success({ folders: folders.sort(), files: files.sort() });
  });

const insideOnly = async <T>(
  root: string,
  path: string,
  file: string,
  work: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> => {
  try {
    // A link may lead out of the project although its name does not.
    if (!isInside(await realpath(root), await realpath(path)))
      return failure(report('file-outside-project', { file }));
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return failure(
      code === 'ENOENT' || code === 'ENOTDIR'
        ? report('file-missing', { file })
        : report('file-unreadable', { file, reason: reasonOf(error) }),
    );
  }
};
