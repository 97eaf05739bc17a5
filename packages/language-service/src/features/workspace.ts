import type { Catalog, DefinitionOf, Kind } from '@neurite/contract';
import type { Document } from '../documents/document.js';
import type { Store } from '../documents/store.js';
import type { Definition } from '../names/definition.js';
import type { NameIndex } from '../names/name-index.js';

/** What every feature is given: the catalog, the texts and their names. */
export interface Workspace {
  readonly catalog: Catalog;
  readonly store: Store;
  readonly names: NameIndex;
}

/** The text of the file that defines a name. */
export const textOf = (
  { store }: Workspace,
  { span }: Pick<Definition, 'span'>,
  document: Document,
): string => {
  if (span.source === document.name) return document.text;
  return store.all().find(({ name }) => name === span.source)?.text ?? '';
};

/** The entry of the first kind that has the name. */
export const entryOf = (
  { catalog }: Workspace,
  kinds: readonly Kind[],
  name: string,
): DefinitionOf[Kind] | undefined => {
  for (const kind of kinds) {
    const found = catalog.get(kind, name);
    if (found !== undefined) return found;
  }
  return undefined;
};
