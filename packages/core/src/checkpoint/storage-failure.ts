import type { Storage } from './storage.js';

/** A storage that could not be read or written: a full disk, a folder that may not be written. Nobody's bug. */
export class StorageFailure extends Error {
  constructor(
    readonly file: string,
    readonly reason: string,
    options: { readonly cause: unknown },
  ) {
    super(`${file}: ${reason}`, options);
    this.name = 'StorageFailure';
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a file is where a folder must be',
  EISDIR: 'a folder is where a file must be',
};

/** What a system error says, in words. */
export const reasonOf = (error: unknown): string => {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  return (code !== undefined && reasons[code]) || (message ?? String(error)).replace(/\.$/, '');
};

/** The same storage, whose failures can be told from others. */
export const guarded = (storage: Storage): Storage => {
  const guard = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw new StorageFailure(`${storage.place}/${name}`, reasonOf(error), { cause: error });
    }
  };
  return {
    place: storage.place,
    read: (name) => guard(name, () => storage.read(name)),
    write: (name, bytes) => guard(name, () => storage.write(name, bytes)),
    list: (folder) => guard(folder, () => storage.list(folder)),
    remove: (name) => guard(name, () => storage.remove(name)),
  };
};
