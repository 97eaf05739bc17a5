import type { Catalog } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { importPackages } from '#files';
import { valueOf } from './neurite-error.js';

/**
 * The catalog that a recipe or compilation runs with: the standard one, and the definitions of the packages that it uses, imported from
 * where the project of the current folder has them.
 *
 * @throws NeuriteError where a package is not there, or no dependency of the project.
 */
export const catalogOf = async ({
  packages = [],
}: {
  readonly packages?: readonly string[];
}): Promise<Catalog> => valueOf(await importPackages(catalog, packages));
