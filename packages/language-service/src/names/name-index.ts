import type { Item } from '@neurite/language';
import type { Document } from '../documents/document.js';
import type { Store } from '../documents/store.js';
import { collectNames, type Names } from './collect.js';
import { declarationsOf } from './declarations.js';
import type { Definition } from './definition.js';

/** The names of documents. Those of a file without imports are kept for its version. */
export interface NameIndex {
  of(document: Document): Names;
  /** The names that the declaration around an offset defines and reads, and the declarations of the file. */
  around(document: Document, offset: number): Names;
  /** The definition of the name at an offset, where it is read or defined, and the place of the name. */
  at(
    document: Document,
    offset: number,
  ): { readonly definition: Definition; readonly span: Definition['span'] } | undefined;
}

export const createNameIndex = (store: Pick<Store, 'imported'>): NameIndex => {
  const kept = new WeakMap<Document, Names>();
  const collect = (document: Document, items?: readonly Item[]): Names =>
    collectNames(
      document.tree,
      (path) => {
        const target = store.imported(path, document.name);
        return target && declarationsOf(target.tree);
      },
      items,
    );
  const of = (document: Document): Names => {
    const known = kept.get(document);
    if (known !== undefined) return known;
    const names = collect(document);
    if (document.tree.items.every(({ kind }) => kind !== 'import')) kept.set(document, names);
    return names;
  };
  return {
    of,
    around: (document, offset) =>
      kept.get(document) ??
      collect(
        document,
        document.tree.items.filter(({ span }) => span.start.offset <= offset && offset <= span.end.offset),
      ),
    at: (document, offset) => {
      const touches = ({ span }: { readonly span: Definition['span'] }): boolean =>
        span.start.offset <= offset && offset <= span.end.offset;
      const { definitions, references } = of(document);
      const defined = definitions.find(touches);
      if (defined !== undefined) return { definition: defined, span: defined.span };
      const reference = references.find(touches);
      return reference?.definition && { definition: reference.definition, span: reference.span };
    },
  };
};
