import { webgl } from '@neurite/backend-webgl';
import type { AnyDefinition } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { definitionChecks } from '@neurite/testing';

/** What is wrong with a definition on WebGL, by the name of the check. */
export type Problems = Readonly<Record<string, string>>;

/** Runs everything that the harness checks of a definition on a device, for the whole catalogue. */
export const definitionsOnWebgl = async (): Promise<Readonly<Record<string, Problems>>> => {
  const device = await webgl.open();
  const results: Record<string, Problems> = {};
  for (const definition of catalog.definitions as readonly AnyDefinition[]) {
    const problems: Record<string, string> = {};
    for (const check of definitionChecks(definition)) {
      if (check.where !== 'device') continue;
      try {
        await check.run(device);
      } catch (error) {
        problems[check.name] = error instanceof Error ? error.message : String(error);
      }
    }
    results[`${definition.kind} ${definition.name}`] = problems;
  }
  device.close();
  return results;
};
