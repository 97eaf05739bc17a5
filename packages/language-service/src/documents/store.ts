import { createMemory, type ReadImport, type ReadPackage } from '@neurite/compiler';
import { type Catalog, failure, success } from '@neurite/contract';
import { createReader, nodesOf, type Reader } from '@neurite/language';
import { report } from '../diagnostics.js';
import { createDocument, type Document, type Surroundings } from './document.js';
import { resolvePath } from './path.js';

/** The texts that an editor has open, and those that they import. */
export interface Store {
  open(name: string, text: string, version: number): Document;
  close(name: string): void;
  /** The open document of a name. */
  get(name: string): Document | undefined;
  readonly names: readonly string[];
  /** A text as it is on the disk has changed. */
  refresh(name: string): void;
  /** The document that another one imports; undefined where it cannot be read. */
  imported(path: string, from: string): Document | undefined;
  /** All documents: those that are open, those of the project, and those imported. */
  all(): readonly Document[];
}

export interface StoreOptions {
  readonly catalog: Catalog;
  readonly readImport?: ReadImport | undefined;
  readonly readPackage?: ReadPackage | undefined;
  readonly files?: (() => readonly { readonly source: string; readonly text: string }[]) | undefined;
}

export const createStore = ({ catalog, readImport, readPackage, files }: StoreOptions): Store => {
  const opened = new Map<string, Document>();
  const others = new Map<string, Document>();

  const read: ReadImport = (path, from) => {
    const target = resolvePath(path, from);
    const known = opened.get(target);
    if (known !== undefined) return success({ source: known.name, text: known.text });
    if (readImport === undefined) return failure(report('import-unavailable', { path }));
    const found = readImport(path, from);
    if (!found.ok) return found;
    const { source, text } = found.value;
    // What is open is newer than what is on the disk.
    return success({ source, text: opened.get(source)?.text ?? text });
  };
  const readers = new Map<string, Reader>();
  const memory = createMemory();
  const surroundings: Surroundings = {
    catalog,
    imports: read,
    ...(readPackage === undefined ? {} : { packages: readPackage }),
    memory,
    read: (text, options) => {
      const reader = readers.get(options.source) ?? createReader();
      readers.set(options.source, reader);
      return reader(text, options);
    },
  };

  /** What imports anything is checked again: it may import what has changed. */
  const forgetImporters = (changed: string): void => {
    for (const document of [...opened.values(), ...others.values()])
      if (document.name !== changed && document.tree.items.some(({ kind }) => kind === 'import'))
        document.forget();
  };
  /** A text that is not open; the same object as long as its text is the same. */
  const other = (source: string, text: string): Document => {
    const known = others.get(source);
    if (known?.text === text) return known;
    const made = createDocument(source, 0, text, surroundings);
    others.set(source, made);
    return made;
  };
  const imported = (path: string, from: string): Document | undefined => {
    const found = read(path, from);
    return found.ok
      ? (opened.get(found.value.source) ?? other(found.value.source, found.value.text))
      : undefined;
  };

  return {
    open: (name, text, version) => {
      const known = opened.get(name);
      if (known?.text === text && known.version === version) return known;
      const document = createDocument(name, version, text, surroundings);
      opened.set(name, document);
      others.delete(name);
      forgetImporters(name);
      return document;
    },
    close: (name) => {
      opened.delete(name);
      readers.delete(name);
      memory.entries.delete(name);
      forgetImporters(name);
    },
    get: (name) => opened.get(name),
    get names() {
      return [...opened.keys()];
    },
    refresh: (name) => {
      others.delete(name);
      forgetImporters(name);
    },
    imported,
    all: () => {
      const found = new Map(opened);
      const add = (document: Document): void => {
        if (found.get(document.name) === undefined) found.set(document.name, document);
      };
      for (const { source, text } of files?.() ?? []) if (!opened.has(source)) add(other(source, text));
      // A Map goes on with what is added while it is gone through.
      for (const document of found.values())
        for (const { from } of nodesOf(document.tree, 'import')) {
          const target = imported(from.value, document.name);
          if (target !== undefined) add(target);
        }
      return [...found.values()];
    },
  };
};
