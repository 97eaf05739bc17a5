import { failure, success } from '@neurite/contract';
import type { World } from '../data/world.js';
import { report } from '../diagnostics.js';

/** A world of a few texts. */
export const worldOf = (files: Readonly<Record<string, string>> = {}): World => ({
  readFile: async (file) =>
    Object.hasOwn(files, file)
      ? success(new TextEncoder().encode(files[file]))
      : failure(report('file-missing', { file })),
  listFolder: async (file) => failure(report('file-missing', { file })),
  readPackageFile: async (name) => failure(report('package-not-installed', { name })),
});
