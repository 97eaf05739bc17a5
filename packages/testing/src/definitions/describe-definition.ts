import type { AnyDefinition, Backend, Device, Exceptions } from '@neurite/contract';
import type { Check } from './check.js';
import { checksOf } from './checks.js';
import { promises } from './values.js';

export interface DefinitionOptions {
  /** Checks that are left out, by name, and why. The name of a check that does not exist is a mistake. */
  readonly without?: Readonly<Record<string, string>>;
}

/** Milliseconds: on a busy machine a hundred steps take more than Jest's five seconds. */
const patience = 60_000;

/** All checks of a definition, for those who run them elsewhere than in Jest. */
export const definitionChecks = (definition: AnyDefinition): readonly Check[] =>
  // The table is keyed by kind, so the entry takes this very definition.
  (checksOf[definition.kind] as unknown as (definition: AnyDefinition) => readonly Check[])(definition);

/** The checks that a definition says its mathematics is against, by name, and why. */
export const exceptedChecks = ({
  exceptions = {},
}: {
  readonly exceptions?: Exceptions;
}): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(exceptions).map(([promise, because]) => [
      promises[promise as keyof typeof promises],
      because,
    ]),
  );

/**
 * Registers the tests of one definition in Jest: what `checks.ts` lists for its kind, on the reference and on every backend.
 *
 * @example describeDefinition(gelu, [cpu, wasm]);
 */
export const describeDefinition = (
  definition: AnyDefinition,
  backends: readonly Backend[],
  { without: left = {} }: DefinitionOptions = {},
): void => {
  const without = { ...exceptedChecks(definition), ...left };
  describe(`${definition.kind} ${definition.name}`, () => {
    let checks: readonly Check[];
    try {
      checks = definitionChecks(definition);
    } catch (error) {
      // An example that cannot be read fails its definition, and not the whole file.
      it('has readable examples', () => {
        throw error;
      });
      return;
    }
    const unknown = Object.keys(without).filter((name) => !checks.some((check) => check.name === name));
    if (unknown.length > 0)
      throw new Error(`${definition.name} has no check called "${unknown.join('", "')}".`);
    const kept = checks.filter(({ name }) => without[name] === undefined);

    for (const check of kept) if (check.where === 'reference') it(check.name, () => check.run(), patience);

    const onDevices = kept.filter((check) => check.where === 'device');
    for (const backend of onDevices.length === 0 ? [] : backends) {
      describe(`on ${backend.capabilities.name}`, () => {
        let device: Device;
        beforeAll(async () => {
          const available = await backend.available();
          if (available !== true)
            throw new Error(`${backend.capabilities.name} is not available: ${available}`);
          device = await backend.open();
        });
        afterAll(() => device.close());
        for (const check of onDevices) it(check.name, () => check.run(device), patience);
      });
    }
  });
};
