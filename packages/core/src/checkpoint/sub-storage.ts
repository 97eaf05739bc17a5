import type { Storage } from './storage.js';

/** A folder of a storage, as a storage of its own. */
export const subStorage = (storage: Storage, folder: string): Storage => ({
  place: `${storage.place}/${folder}`,
  read: (name) => storage.read(`${folder}/${name}`),
  write: (name, bytes) => storage.write(`${folder}/${name}`, bytes),
  list: (name) => storage.list(`${folder}/${name}`),
  remove: (name) => storage.remove(`${folder}/${name}`),
});
