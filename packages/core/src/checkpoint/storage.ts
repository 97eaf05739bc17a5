/**
 * Named blobs in a place: a folder, a browser's database, memory. Names are relative and use `/`.
 * Writing is atomic: after a crash at any moment a name holds all of its old bytes, or all of its new ones.
 */
export interface Storage {
  /** What people call the place: the path of a run folder. */
  readonly place: string;
  read(name: string): Promise<Uint8Array | undefined>;
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** The names in a folder, without it, sorted. */
  list(folder: string): Promise<readonly string[]>;
  remove(name: string): Promise<void>;
}

/** Storage that ends with the program. */
export const memoryStorage = (place = 'memory'): Storage => {
  const blobs = new Map<string, Uint8Array>();
  return {
    place,
    read: async (name) => blobs.get(name)?.slice(),
    write: async (name, bytes) => void blobs.set(name, bytes.slice()),
    list: async (folder) =>
      [...blobs.keys()]
        .filter((name) => name.startsWith(`${folder}/`))
        .map((name) => name.slice(folder.length + 1))
        .filter((name) => !name.includes('/'))
        .sort(),
    remove: async (name) => void blobs.delete(name),
  };
};

export const writeText = (storage: Storage, name: string, text: string): Promise<void> =>
  storage.write(name, new TextEncoder().encode(text));
