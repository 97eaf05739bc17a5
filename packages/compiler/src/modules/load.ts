import type { Diagnostic, Outcome } from '@neurite/contract';
import { type ImportDeclaration, nearest, parse } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Limits } from '../limits.js';
import type { UsedPackage } from '../plugins/use-packages.js';
import { type Declared, type Module, ownDeclarations } from './module.js';

/** A text and the name that it is known by: the same file has the same name, wherever it is imported from. */
export interface ImportedText {
  readonly source: string;
  readonly text: string;
}

/** Gives the text of a file that another one imports; where it may be read from is the caller's business. */
export type ReadImport = (path: string, from: string) => Outcome<ImportedText>;

/** Reads a text and all that it imports, and tells which packages they use. Files that import each other in a circle are reported, and read once. */
export const loadModules = (
  text: string,
  source: string,
  readImport: ReadImport | undefined,
  limits: Limits,
  read: typeof parse = parse,
): { readonly module: Module; readonly used: readonly UsedPackage[] } => {
  const known = new Map<string, Module>();
  const used: UsedPackage[] = [];
  const load = (text: string, source: string, chain: readonly string[]): Module => {
    const { tree, diagnostics: mistakes } = read(text, { source });
    const diagnostics: Diagnostic[] = [...mistakes];
    const names = new Map<string, Declared>();
    const module: Module = { source, text, tree, names, diagnostics };
    known.set(source, module);
    for (const item of tree.items) {
      if (item.kind === 'import') importNames(item, module, names, diagnostics, chain);
      if (item.kind === 'use') used.push({ name: item.package, source });
    }
    for (const declaration of ownDeclarations(module)) {
      const { name, span } = declaration.name;
      const before = names.get(name);
      if (before === undefined) names.set(name, { declaration, module });
      else
        diagnostics.push(
          report(
            'duplicate-name',
            { name },
            { span, related: [{ message: 'defined here first', span: before.declaration.name.span }] },
          ),
        );
    }
    return module;
  };
  const importNames = (
    item: ImportDeclaration,
    module: Module,
    names: Map<string, Declared>,
    diagnostics: Diagnostic[],
    chain: readonly string[],
  ): void => {
    const imported = resolve(item, module.source, [...chain, module.source], diagnostics);
    if (imported === undefined) return;
    const declarations = new Map(
      ownDeclarations(imported).map((declaration) => [declaration.name.name, declaration]),
    );
    for (const { name, span } of item.names) {
      const declaration = declarations.get(name);
      if (declaration === undefined) {
        const suggestion = nearest(name, declarations.keys());
        diagnostics.push(report('unknown-import', { name, path: item.from.value, suggestion }, { span }));
      } else if (names.has(name)) diagnostics.push(report('duplicate-name', { name }, { span }));
      else names.set(name, { declaration, module: imported });
    }
  };
  const resolve = (
    item: ImportDeclaration,
    from: string,
    chain: readonly string[],
    diagnostics: Diagnostic[],
  ): Module | undefined => {
    const { value: path, span } = item.from;
    const fail = (diagnostic: Diagnostic): undefined => {
      diagnostics.push(diagnostic);
    };
    if (!path.startsWith('./') && !path.startsWith('../'))
      return fail(report('import-path', { path, why: 'it does not begin with "./" or "../"' }, { span }));
    if (readImport === undefined) return fail(report('import-unavailable', { path }, { span }));
    const read = readImport(path, from);
    if (!read.ok) {
      diagnostics.push(
        ...read.diagnostics.map((diagnostic) => ({ ...diagnostic, span: diagnostic.span ?? span })),
      );
      return undefined;
    }
    const { source: target, text } = read.value;
    if (chain.includes(target))
      return fail(report('import-cycle', { files: chain.slice(chain.indexOf(target)) }, { span }));
    const before = known.get(target);
    if (before !== undefined) return before;
    if (known.size >= limits.files) return fail(report('too-many-files', { limit: limits.files }, { span }));
    const loaded = load(text, target, chain);
    diagnostics.push(...loaded.diagnostics);
    return loaded;
  };
  return { module: load(text, source, []), used };
};
