import type { AnyDefinition, DefinitionOf, Kind } from '@neurite/contract';
import { checkDefinition } from './check-definition.js';

/** Where a package says, without running anything, which names it adds. */
export const catalogFile = 'neurite.catalog.json';

const format = 1;

/** A package's names, as its catalog file says them. */
export interface PluginCatalog {
  readonly package: string;
  /** The module, relative to the package, whose exports are the definitions. */
  readonly module: string;
  readonly definitions: readonly DefinitionOf[Kind][];
}

/** The catalog file of a package with these definitions. Functions are no data: only that they are there is written down. */
export const writePluginCatalog = (
  name: string,
  module: string,
  definitions: readonly AnyDefinition[],
): string => {
  const entries = definitions.map((definition) => ({
    ...definition,
    functions: Object.entries(definition).flatMap(([key, value]) =>
      typeof value === 'function' ? [key] : [],
    ),
  }));
  return `${JSON.stringify({ format, package: name, module, definitions: entries }, undefined, 2)}\n`;
};

/** Reads a catalog file; says what is wrong with it. */
export const readPluginCatalog = (
  text: string,
  name: string,
): PluginCatalog | { readonly reason: string } => {
  const wrong = (reason: string) => ({ reason });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return wrong('it is not JSON');
  }
  if (!isTable(content)) return wrong('it is no object');
  if (content['format'] !== format)
    return wrong(`it has the format ${JSON.stringify(content['format'])}, and ${format} is understood`);
  if (content['package'] !== name)
    return wrong(`it is that of the package ${JSON.stringify(content['package'])}`);
  const { module, definitions } = content;
  if (typeof module !== 'string' || !/^\.\/[^\\]*\.m?js$/u.test(module) || module.split('/').includes('..'))
    return wrong('"module" is no path of the package such as "./definitions.js"');
  if (!Array.isArray(definitions)) return wrong('"definitions" is no list');
  const read: DefinitionOf[Kind][] = [];
  const seen = new Set<string>();
  for (const [index, entry] of definitions.entries()) {
    const problem = isTable(entry) ? checkDefinition(entry) : 'is no object';
    const title = isTable(entry)
      ? `${String(entry['kind'])} ${JSON.stringify(entry['name'])}`
      : String(index + 1);
    if (problem !== undefined) return wrong(`the definition ${title} ${problem}`);
    if (seen.has(title)) return wrong(`the definition ${title} is there twice`);
    seen.add(title);
    read.push(withFunctions(entry as Table, name));
  }
  return { package: name, module, definitions: read };
};

type Table = Readonly<Record<string, unknown>>;
const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The definition with functions in the places where its package has some. */
const withFunctions = ({ functions, ...data }: Table, name: string): DefinitionOf[Kind] => {
  const unready = (): never => {
    throw new Error(`"${String(data['name'])}" can be run only once the package "${name}" is imported.`);
  };
  const stubs = Object.fromEntries((functions as readonly string[]).map((key) => [key, unready]));
  return Object.freeze({ ...data, ...stubs }) as unknown as DefinitionOf[Kind];
};
