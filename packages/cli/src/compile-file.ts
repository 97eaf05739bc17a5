import { compile, type Compilation } from '@neurite/compiler';
import type { Catalog, Diagnostic, Outcome } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { readPackageCatalog, withPackages } from '@neurite/standard/packages';
import { dirname, join } from 'node:path';
import type { CommonOptions, Invocation } from './command.js';
import { projectImports } from './project.js';
import { readSource, type SourceFile } from './source-file.js';
import { exit, type ExitStatus } from './terminal/exit.js';
import { hasErrors, diagnosticJson, showDiagnostics } from './terminal/show.js';
import type { Terminal } from './terminal/terminal.js';

/** A compiled file; `texts` are all texts that diagnostics may quote. */
export type CompiledFile = Outcome<Compilation> & {
  readonly texts: ReadonlyMap<string, string>;
  /** The file itself could not be read. */
  readonly unreadable: boolean;
  readonly source?: SourceFile;
};

/** Reads and compiles a file of the user's. */
export const compileFile = async (
  file: string,
  cwd: string,
  { set }: Pick<CommonOptions, 'set'>,
): Promise<CompiledFile> => {
  const source = readSource(file, cwd);
  if (!source.ok) return { ...source, texts: new Map(), unreadable: true };
  const texts = new Map([[source.value.name, source.value.text]]);
  const value = compile(source.value.text, {
    source: source.value.name,
    catalog,
    overrides: set,
    packages: (name, from) => readPackageCatalog(name, dirname(join(cwd, from))),
    imports: projectImports(dirname(source.value.path), cwd, texts),
  });
  return { ok: true, value, texts, unreadable: false, source: source.value };
};

/** Prints what was found, and says with which status to end if it holds errors. */
export const endIfBroken = (
  terminal: Terminal,
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
  { json, quiet }: Pick<CommonOptions, 'json' | 'quiet'>,
  unreadable = false,
): ExitStatus | undefined => {
  const broken = hasErrors(diagnostics);
  if (json && broken) terminal.out(`${JSON.stringify({ diagnostics: diagnostics.map(diagnosticJson) })}\n`);
  else if (!quiet || broken) showDiagnostics(terminal, diagnostics, texts);
  if (unreadable) return exit.io;
  return broken ? exit.findings : undefined;
};

/** A file without errors, and what a command that runs it needs besides. */
export interface RunnableFile {
  readonly compilation: Compilation;
  readonly texts: ReadonlyMap<string, string>;
  readonly source: SourceFile;
}

/**
 * Compiles a file for a command that runs some of it, with the seed of the command line, and prints what was found.
 *
 * @returns the status to end with, if it holds errors.
 */
export const compileToRun = async (
  file: string,
  { terminal, common }: Pick<Invocation, 'terminal' | 'common'>,
): Promise<RunnableFile | ExitStatus> => {
  const { seed, set } = common;
  const overrides = seed === undefined ? set : [...set, { key: 'seed', value: String(seed) }];
  const compiled = await compileFile(file, terminal.cwd, { set: overrides });
  const { texts, source } = compiled;
  const found = compiled.ok ? compiled.value.diagnostics : compiled.diagnostics;
  const status = endIfBroken(terminal, found, texts, common, compiled.unreadable);
  if (status !== undefined || !compiled.ok) return status ?? exit.findings;
  return { compilation: compiled.value, texts, source: source! };
};

/** The catalog that a compiled file runs with: what it uses of packages is imported from where its project has it. */
export const runCatalog = (
  { packages }: Pick<Compilation, 'packages'>,
  source: Pick<SourceFile, 'path'>,
): Promise<Outcome<Catalog>> => withPackages(catalog, packages, dirname(source.path));
