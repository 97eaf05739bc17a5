// The conformance of catalogue entries on the backends that run in Node.
import type { AnyDefinition } from '@neurite/contract';
import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { catalog } from '@neurite/standard/catalog';
import { exceptedChecks } from '@neurite/testing';
import { definitionsOn, keyOf } from './definitions-on.js';

const definitions = catalog.definitions as readonly AnyDefinition[];

/** Every entry, with what it says that its mathematics is against. */
export const entries = definitions.map((definition) => ({
  key: keyOf(definition),
  excepted: exceptedChecks(definition),
}));

/** The problems of the entries with these keys, by backend. */
export const conformance = async (keys: readonly string[]) => {
  const wanted = definitions.filter((definition) => keys.includes(keyOf(definition)));
  const results: Record<string, Awaited<ReturnType<typeof definitionsOn>>> = {};
  for (const backend of [cpu, wasm]) {
    const device = await backend.open();
    results[backend.capabilities.name] = await definitionsOn(device, wanted);
    device.close();
  }
  return results;
};
