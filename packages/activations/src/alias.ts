import type { AnyLayer } from '@neurite/contract';

/** The same layer under the second name that the field has for it. */
export const alias = <D extends AnyLayer>(definition: D, name: string): D =>
  Object.freeze({
    ...definition,
    name,
    summary: `Another name of \`${definition.name}\`: ${definition.summary}`,
    examples: definition.examples?.map((example) => ({
      ...example,
      code: example.code.replace(definition.name, name),
    })),
  });
