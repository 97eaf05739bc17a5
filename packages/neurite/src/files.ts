// Where there are files: in Node. Bundlers for a browser take files-of-a-page.ts in its place.
import type { World } from '@neurite/core';
import type { Catalog, Outcome } from '@neurite/contract';
import { nodeWorld } from '@neurite/core/node';
import { readPackageCatalog, withPackages } from '@neurite/standard/packages';

export { folderStorage, load as loadFolder } from '@neurite/core/node';

/** The files of the current folder. */
export const defaultWorld = (): World => nodeWorld(process.cwd());

/** Catalog files of the packages of the current folder's project. */
export const defaultPackages = (name: string): Outcome<string> => readPackageCatalog(name, process.cwd());

/** A catalog with the definitions of packages, imported from where the current folder's project has them. */
export const importPackages = (base: Catalog, names: readonly string[]): Promise<Outcome<Catalog>> =>
  withPackages(base, names, process.cwd());
