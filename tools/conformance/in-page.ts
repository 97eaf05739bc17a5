// The conformance of catalogue entries on WebGL: for a page.
import type { AnyDefinition } from '@neurite/contract';
import { webgl } from '@neurite/backend-webgl';
import { catalog } from '@neurite/standard/catalog';
import { definitionsOn, keyOf, type Problems } from './definitions-on.js';

/** The problems of the entries with these keys; of all entries if none are given. */
export const definitionsOnWebgl = async (
  keys?: readonly string[],
): Promise<Readonly<Record<string, Problems>>> => {
  const device = await webgl.open();
  const definitions = catalog.definitions as readonly AnyDefinition[];
  const wanted = definitions.filter((definition) => keys?.includes(keyOf(definition)) ?? true);
  const results = await definitionsOn(device, wanted);
  device.close();
  return results;
};
