import type { Span, TextEdit } from '@neurite/contract';
import { keywords, parse } from '@neurite/language';
import type { Document } from '../documents/document.js';
import { collectNames, type Names } from '../names/collect.js';
import { declarationsOf } from '../names/declarations.js';
import { type Definition, keyOf } from '../names/definition.js';
import { placesOf } from './references.js';
import type { RenameResult } from './types.js';
import type { Workspace } from './workspace.js';

const isName = (text: string): boolean => /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(text);

/** Words that are no names wherever they stand. */
const taken: ReadonlySet<string> = new Set([...keywords.literals, 'batch']);

/** The place of the name at an offset, where it can be renamed. */
export const renameableAt = ({ names }: Workspace, document: Document, offset: number): Span | undefined =>
  names.at(document, offset)?.span;

/**
 * Renames what the name at an offset stands for, in all files. Refused where the new name is none, or where any name of a file
 * would come to mean something else: the renamed texts are read again and compared name by name.
 */
export const renameAt = (
  workspace: Workspace,
  document: Document,
  offset: number,
  typed: string,
): RenameResult => {
  const name = typed.trim().normalize('NFC');
  const refuse = (reason: string): RenameResult => ({ ok: false, reason });
  const found = workspace.names.at(document, offset);
  if (found === undefined) return refuse('There is no name of this project here.');
  if (!isName(name))
    return refuse(`"${typed}" is no name: letters, digits and _, not beginning with a digit.`);
  if (taken.has(name)) return refuse(`"${name}" has a meaning of its own.`);
  const { definition } = found;
  if (name === definition.name) return { ok: true, edits: [] };
  const edits = placesOf(workspace, definition, true).map((span) => ({ span, text: name }));
  const problem = changedMeaning(workspace, definition, edits, name);
  return problem === undefined ? { ok: true, edits } : refuse(problem);
};

/** Why the edits would change what some name means; undefined where they do not. */
const changedMeaning = (
  workspace: Workspace,
  definition: Definition,
  edits: readonly TextEdit[],
  name: string,
): string | undefined => {
  const sources = new Set(edits.map(({ span }) => span.source));
  const documents = workspace.store.all().filter((document) => sources.has(document.name));
  const renamed = new Map(documents.map((document) => [document.name, parsed(document, edits)]));
  for (const document of documents) {
    const after = renamed.get(document.name)!;
    if (after.mistakes > parse(document.text, { source: document.name }).diagnostics.length)
      return `"${name}" has a meaning of its own in ${document.name}.`;
    const names = collectNames(after.tree, (path) => {
      const target = workspace.store.imported(path, document.name);
      return target && declarationsOf(renamed.get(target.name)?.tree ?? target.tree);
    });
    const before = workspace.names.of(document);
    if (!sameMeanings(before, names)) return `There is another "${name}" where "${definition.name}" is used.`;
    if (clashes(names, name, document.name)) return `"${name}" is defined there already.`;
  }
  return undefined;
};

const parsed = (document: Document, edits: readonly TextEdit[]) => {
  const own = edits
    .filter(({ span }) => span.source === document.name)
    .sort((a, b) => b.span.start.offset - a.span.start.offset);
  const text = own.reduce(
    (now, { span, text: insertion }) =>
      now.slice(0, span.start.offset) + insertion + now.slice(span.end.offset),
    document.text,
  );
  const { tree, diagnostics } = parse(text, { source: document.name });
  return { tree, mistakes: diagnostics.length };
};

/** Whether each reference stands for the definition of the same number: edits move names, but do not change their order. */
const sameMeanings = (before: Names, after: Names): boolean => {
  const one = meanings(before);
  const other = meanings(after);
  return one.length === other.length && one.every((meaning, index) => meaning === other[index]);
};

const meanings = ({ definitions, references }: Names): readonly string[] => {
  const ordered = [...definitions].sort((a, b) => a.span.start.offset - b.span.start.offset);
  const numbers = new Map(ordered.map((definition, index) => [keyOf(definition), index]));
  return references.map(({ definition }) =>
    // What another file defines has no number here; that it is found at all is what can change.
    definition === undefined
      ? 'none'
      : String(numbers.get(keyOf(definition)) ?? `from ${definition.span.source}`),
  );
};

/** Whether two definitions of one name are in one scope, the file's declarations and imports included. */
const clashes = ({ definitions, references }: Names, name: string, source: string): boolean => {
  const named = definitions.filter((definition) => definition.name === name && definition.kind !== 'step');
  const imported = references.some(
    (reference) =>
      reference.name === name &&
      reference.definition !== undefined &&
      reference.definition.span.source !== source,
  );
  const scopes = new Set<string>();
  for (const { scope, kind } of named) {
    const key = `${scope.start.offset} ${scope.end.offset} ${kind === 'field' ? 'field' : ''}`;
    if (scopes.has(key)) return true;
    scopes.add(key);
  }
  return imported && named.some(({ scope }) => scope.start.offset === 0);
};
