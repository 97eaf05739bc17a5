import { catalogFile, readPluginCatalog, writePluginCatalog } from '@neurite/compiler';
import type { AnyDefinition } from '@neurite/contract';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CommonOptions } from './command.js';
import { exit, Stop, type ExitStatus } from './terminal/exit.js';
import type { Terminal } from './terminal/terminal.js';
import { writeWhole } from './write-file.js';

const isDefinition = (value: unknown): value is AnyDefinition =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { readonly kind?: unknown }).kind === 'string' &&
  typeof (value as { readonly name?: unknown }).name === 'string';

const packageName = (folder: string): string => {
  try {
    const { name } = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8')) as {
      readonly name?: unknown;
    };
    if (typeof name === 'string') return name;
  } catch {
    // Said below: without a manifest there is no name.
  }
  throw new Stop(exit.findings, 'This folder has no package.json with a name: go to that of the package.');
};

/** Writes the catalog file of the package in the current folder, from the definitions that a module of it exports. */
export const writeCatalog = async (
  module: string,
  { cwd, error, out }: Terminal,
  { json, quiet }: Pick<CommonOptions, 'json' | 'quiet'>,
): Promise<ExitStatus> => {
  const name = packageName(cwd);
  const exported = await (
    import(pathToFileURL(resolve(cwd, module)).href) as Promise<Readonly<Record<string, unknown>>>
  ).catch((problem: unknown) => {
    throw new Stop(exit.findings, `${module} cannot be imported: ${String(problem)}.`);
  });
  const definitions = Object.values(exported).filter(isDefinition);
  if (definitions.length === 0) throw new Stop(exit.findings, `${module} exports no definitions.`);
  const text = writePluginCatalog(name, module.startsWith('.') ? module : `./${module}`, definitions);
  const read = readPluginCatalog(text, name);
  if ('reason' in read) throw new Stop(exit.findings, `${catalogFile} would be of no use: ${read.reason}.`);
  const problem = writeWhole(resolve(cwd, catalogFile), text);
  if (problem !== undefined) throw new Stop(exit.io, problem.message);
  if (json) out(`${JSON.stringify({ file: catalogFile, definitions: definitions.length })}\n`);
  else if (!quiet) error(`wrote ${catalogFile}: ${definitions.length} definitions\n`);
  return exit.done;
};
