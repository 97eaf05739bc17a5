import type { Catalog, Outcome } from '@neurite/contract';
import type { Predictor, Storage, World } from '@neurite/core';
import type * as files from './files.js';

// A page has no files: what is asked for a folder says so, and what to give instead.

const noFolder = (): never => {
  throw new Error(
    'A page has no folders: give a Storage that holds the artifact, such as `memoryStorage()`.',
  );
};

export const folderStorage: typeof files.folderStorage = (): Storage => noFolder();
export const loadFolder: typeof files.loadFolder = async (): Promise<Outcome<Predictor>> => noFolder();

const noFile = async (): Promise<never> => {
  throw new Error('A page has no files: give `world`, which says where the data comes from.');
};

/** Generators of data need no files; other sources do. */
export const defaultWorld: typeof files.defaultWorld = (): World => ({
  readFile: noFile,
  readPackageFile: noFile,
  listFolder: noFile,
});

/** A page has no packages: give a catalog that holds their definitions. */
export const defaultPackages: typeof files.defaultPackages | undefined = undefined;

export const importPackages: typeof files.importPackages = async (
  base: Catalog,
  names: readonly string[],
): Promise<Outcome<Catalog>> => {
  if (names.length === 0) return { ok: true, value: base };
  throw new Error(`A page cannot import ${names.join(', ')}: give a catalog that holds the definitions.`);
};
