// Runs everything that the harness checks of a definition on a device.
import type { AnyDefinition, Device } from '@neurite/contract';
import { definitionChecks } from '@neurite/testing';

/** What is wrong with a definition on a device, by the name of the check; undefined where nothing runs on devices. */
export type Problems = Readonly<Record<string, string>>;

/** Kind and name, as in the results. */
export const keyOf = ({ kind, name }: AnyDefinition): string => `${kind} ${name}`;

/** The problems of each definition that has something to run. */
export const definitionsOn = async (
  device: Device,
  definitions: readonly AnyDefinition[],
): Promise<Readonly<Record<string, Problems>>> => {
  const results: Record<string, Problems> = {};
  for (const definition of definitions) {
    const checks = definitionChecks(definition).flatMap((check) => (check.where === 'device' ? [check] : []));
    if (checks.length === 0) continue;
    const problems: Record<string, string> = {};
    for (const check of checks) {
      try {
        await check.run(device);
      } catch (error) {
        problems[check.name] = error instanceof Error ? error.message : String(error);
      }
    }
    results[keyOf(definition)] = problems;
  }
  return results;
};
