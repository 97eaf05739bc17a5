import type { Kind, OptionValue, Use } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';

/** An entry of the standard catalog with its options complete, as the compiler hands it over. */
export const use = (kind: Kind, name: string, options: Readonly<Record<string, OptionValue>> = {}): Use => {
  const definition = catalog.get(kind, name);
  if (definition === undefined) throw new Error(`The standard catalog has no ${kind} "${name}".`);
  const defaults = Object.entries(definition.options).map(([key, option]) => [
    key,
    'default' in option ? option.default : null,
  ]);
  return {
    kind,
    name,
    version: definition.version,
    options: { ...(Object.fromEntries(defaults) as Use['options']), ...options },
  };
};
