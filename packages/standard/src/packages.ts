import { createCatalog, type AnyDefinition, type Catalog, type Outcome } from '@neurite/contract';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { report } from './diagnostics.js';

// Plugin packages of a project, in Node. A package is looked at only where the project's package.json names it, and run only when a
// model is: checking and editing read its catalog file.

const catalogFile = 'neurite.catalog.json';
/** A thousand definitions with long descriptions. */
const largest = 2 ** 24;

const failed = (...diagnostics: readonly ReturnType<typeof report>[]): Outcome<never> => ({
  ok: false,
  diagnostics,
});

const textOf = (path: string): string | undefined => {
  try {
    const status = statSync(path);
    return status.isFile() && status.size <= largest ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
};

/** The folders from one up to the root of the disk. */
function* upwards(folder: string): Iterable<string> {
  for (let current = resolve(folder); ; current = dirname(current)) {
    yield current;
    if (dirname(current) === current) return;
  }
}

const tables = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

const isDependency = (name: string, folder: string): boolean => {
  for (const current of upwards(folder)) {
    const text = textOf(join(current, 'package.json'));
    if (text === undefined) continue;
    try {
      const manifest = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
      return tables.some((table) => {
        const entries = manifest?.[table];
        return typeof entries === 'object' && entries !== null && Object.hasOwn(entries, name);
      });
    } catch {
      return false;
    }
  }
  return false;
};

/** Where a package of a project lies: only one that the nearest package.json names. */
const packageFolder = (name: string, folder: string): Outcome<string> => {
  if (!isDependency(name, folder)) return failed(report('package-not-dependency', { package: name }));
  for (const current of upwards(folder)) {
    const place = join(current, 'node_modules', ...name.split('/'));
    if (textOf(join(place, 'package.json')) !== undefined) return { ok: true, value: place };
  }
  return failed(report('package-not-installed', { package: name }));
};

/**
 * The text of the catalog file of a package, for a `.nn` file in a folder; nothing of the package is run.
 *
 * @example const compilation = compile(text, { source, catalog, packages: (name) => readPackageCatalog(name, folder) });
 */
export const readPackageCatalog = (name: string, folder: string): Outcome<string> => {
  const place = packageFolder(name, folder);
  if (!place.ok) return place;
  const text = textOf(join(place.value, catalogFile));
  return text === undefined
    ? failed(
        report('package-without-catalog', {
          package: name,
          reason: 'there is no such file, or it is too large',
        }),
      )
    : { ok: true, value: text };
};

/** What a run needs of a catalog file; the compiler has looked at the rest of it. */
interface CatalogText {
  readonly module: string;
  readonly definitions: readonly { readonly kind: string; readonly name: string; readonly version: number }[];
}

/** The definitions of a package, imported: those that its catalog file names. */
export const importPackage = async (
  name: string,
  folder: string,
): Promise<Outcome<readonly AnyDefinition[]>> => {
  const place = packageFolder(name, folder);
  if (!place.ok) return place;
  const text = readPackageCatalog(name, folder);
  if (!text.ok) return text;
  const mismatch = (reason: string) => failed(report('package-mismatch', { package: name, reason }));
  let module: Readonly<Record<string, unknown>>;
  let wanted: CatalogText;
  try {
    wanted = JSON.parse(text.value) as CatalogText;
    const path = realpathSync(join(place.value, wanted.module));
    if (!path.startsWith(realpathSync(place.value) + sep)) return mismatch('its module lies outside of it');
    module = (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    return mismatch(
      `its module cannot be imported: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const exported = new Map<string, AnyDefinition>();
  for (const value of Object.values(module)) {
    const { kind, name: own } = (value ?? {}) as { readonly kind?: unknown; readonly name?: unknown };
    exported.set(`${String(kind)} ${String(own)}`, value as AnyDefinition);
  }
  const found: AnyDefinition[] = [];
  for (const { kind, name: own, version } of wanted.definitions) {
    const definition = exported.get(`${kind} ${own}`);
    if (definition === undefined) return mismatch(`it exports no ${kind} "${own}"`);
    if (definition.version !== version)
      return mismatch(`its ${kind} "${own}" has the version ${definition.version}, not ${version}`);
    found.push(definition);
  }
  return { ok: true, value: found };
};

/** A catalog with the definitions of packages, imported from where a project has them. */
export const withPackages = async (
  base: Catalog,
  names: readonly string[],
  folder: string,
): Promise<Outcome<Catalog>> => {
  const definitions: AnyDefinition[] = [];
  for (const name of names) {
    const imported = await importPackage(name, folder);
    if (!imported.ok) return imported;
    definitions.push(...imported.value);
  }
  if (definitions.length === 0) return { ok: true, value: base };
  return {
    ok: true,
    value: createCatalog([...(base.definitions as readonly AnyDefinition[]), ...definitions]),
  };
};
