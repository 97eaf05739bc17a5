import type { Recipe } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { openData } from '../data/open-data.js';
import type { World } from '../data/world.js';
import { valueOf } from './search.js';

/** The fields that are read by rows: a test that compares held and read data says with them that it does not compare a thing with itself. */
export const readFields = async (
  { data: plan, graph }: Pick<Recipe, 'data' | 'graph'>,
  world: World,
): Promise<readonly string[]> => {
  const { parts } = valueOf(await openData({ plan, graph, catalog, world }));
  return [...parts.train.columns].filter(([, { rows }]) => rows !== undefined).map(([name]) => name);
};
