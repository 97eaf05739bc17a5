import type { Span } from '@neurite/contract';
import type { Document } from '../documents/document.js';
import { isSame, type Definition } from '../names/definition.js';
import type { Workspace } from './workspace.js';

/** All places of a definition's name, in all files: where it is read, and where it is defined if that is wanted. */
export const placesOf = (
  { store, names }: Workspace,
  definition: Definition,
  withDefinition: boolean,
): readonly Span[] =>
  store.all().flatMap((document) => {
    const { definitions, references } = names.of(document);
    const defined = withDefinition ? definitions.filter((other) => isSame(other, definition)) : [];
    const read = references.filter((reference) => isSame(reference.definition, definition));
    return [...new Map([...defined, ...read].map(({ span }) => [span.start.offset, span])).values()].sort(
      (a, b) => a.start.offset - b.start.offset,
    );
  });

/** All places of the name at an offset. */
export const referencesAt = (
  workspace: Workspace,
  document: Document,
  offset: number,
  withDefinition = true,
): readonly Span[] => {
  const found = workspace.names.at(document, offset);
  return found === undefined ? [] : placesOf(workspace, found.definition, withDefinition);
};
