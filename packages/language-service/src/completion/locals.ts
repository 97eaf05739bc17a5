import type { Definition, DefinitionKind } from '../names/definition.js';
import type { Document } from '../documents/document.js';
import type { Completion, CompletionKind } from '../features/types.js';
import { labelOf } from '../describe/declared.js';
import { textOf, type Workspace } from '../features/workspace.js';
import { plainItem, ranks } from './items.js';

const kindOf: { readonly [K in DefinitionKind]: CompletionKind } = {
  model: 'model',
  block: 'block',
  function: 'function',
  data: 'data',
  train: 'recipe',
  pretrain: 'recipe',
  search: 'recipe',
  ensemble: 'recipe',
  parameter: 'parameter',
  input: 'value',
  output: 'value',
  binding: 'value',
  weight: 'value',
  dimension: 'value',
  variable: 'value',
  step: 'value',
  field: 'value',
};

/** The names that may be read at an offset: of the body around it, of its parameters, and of the file. */
export const visibleAt = (
  workspace: Workspace,
  document: Document,
  offset: number,
): readonly Definition[] => {
  const { definitions, references } = workspace.names.around(document, offset);
  const visible = definitions.filter(
    ({ kind, scope, span }) =>
      kind !== 'step' &&
      kind !== 'field' &&
      scope.start.offset <= offset &&
      // A broken body may end where the caret stands.
      offset <= scope.end.offset &&
      (span.end.offset < offset || isTopLevel(kind)),
  );
  const imported = references.flatMap(({ definition }) =>
    definition !== undefined && definition.span.source !== document.name && isTopLevel(definition.kind)
      ? [definition]
      : [],
  );
  return [...new Map([...imported, ...visible].map((definition) => [definition.name, definition])).values()];
};

const topLevel: ReadonlySet<DefinitionKind> = new Set([
  'model',
  'block',
  'function',
  'data',
  'train',
  'pretrain',
  'search',
  'ensemble',
]);
export const isTopLevel = (kind: DefinitionKind): boolean => topLevel.has(kind);

/** A name of the file as an item. */
export const definitionItem = (
  workspace: Workspace,
  document: Document,
  definition: Definition,
): Completion =>
  plainItem(
    definition.name,
    kindOf[definition.kind],
    isTopLevel(definition.kind) ? ranks.declared : ranks.local,
    {
      detail: labelOf(definition, textOf(workspace, definition, document)),
      documentation: definition.doc,
    },
  );
