import { keywords, type TextToken } from '@neurite/language';
import type { Document } from '../documents/document.js';
import type { Definition, DefinitionKind } from '../names/definition.js';
import type { SemanticToken } from './types.js';
import type { Workspace } from './workspace.js';

type Type = SemanticToken['type'];

const typeOf: { readonly [K in DefinitionKind]: Type } = {
  model: 'class',
  block: 'function',
  function: 'function',
  data: 'class',
  train: 'class',
  pretrain: 'class',
  search: 'class',
  ensemble: 'class',
  parameter: 'parameter',
  input: 'variable',
  output: 'variable',
  binding: 'variable',
  weight: 'variable',
  dimension: 'parameter',
  variable: 'variable',
  step: 'property',
  field: 'property',
};

const keywordKinds: ReadonlySet<string> = new Set([
  ...keywords.declarations,
  ...keywords.statements,
  ...keywords.settings,
  ...keywords.control,
  ...keywords.joints,
  ...keywords.operators,
  'unit',
]);
const literalKinds: ReadonlySet<string> = new Set(keywords.literals);
const typeNames: ReadonlySet<string> = new Set([...keywords.types, 'float32', 'int32']);
const signs: ReadonlySet<string> = new Set([
  'arrow',
  'plus',
  'minus',
  'times',
  'divide',
  'floorDivide',
  'matrixProduct',
  'power',
  'equal',
  'unequal',
  'less',
  'lessEqual',
  'greater',
  'greaterEqual',
]);

/** What each word and sign of a text is, so that names are coloured by what they stand for and not by how they look. */
export const semanticTokens = (
  { names, catalog }: Workspace,
  document: Document,
): readonly SemanticToken[] => {
  const { definitions, references } = names.of(document);
  const defined = new Set(definitions.map(({ span }) => span.start.offset));
  const byOffset = new Map<number, Definition>();
  for (const { span, definition } of references) if (definition) byOffset.set(span.start.offset, definition);
  for (const definition of definitions) byOffset.set(definition.span.start.offset, definition);
  const { tokens, comments, name: source } = document;

  const wordOf = (token: TextToken, index: number): Pick<SemanticToken, 'type' | 'modifiers'> | undefined => {
    const definition = byOffset.get(token.start.offset);
    if (definition !== undefined) {
      const modifiers = defined.has(token.start.offset) ? (['declaration'] as const) : [];
      return { type: typeOf[definition.kind], modifiers };
    }
    const next = tokens[index + 1]?.kind;
    const previous = tokens[index - 1]?.kind;
    if (previous === 'dot' || previous === 'allow' || next === 'colon')
      return { type: 'property', modifiers: [] };
    if (typeNames.has(token.text) && (previous === 'colon' || next === 'bracket'))
      return { type: 'type', modifiers: [] };
    if (isKnown(token.text)) return { type: 'function', modifiers: ['defaultLibrary'] };
    return next === 'parenthesis' ? { type: 'function', modifiers: [] } : undefined;
  };
  const known = new Map<string, boolean>();
  const isKnown = (name: string): boolean => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = catalog.definitions.some((definition) => definition.name === name);
    known.set(name, found);
    return found;
  };
  const kindOf = (token: TextToken, index: number): Pick<SemanticToken, 'type' | 'modifiers'> | undefined => {
    const { kind } = token;
    if (kind === 'name') return wordOf(token, index);
    if (keywordKinds.has(kind)) return { type: 'keyword', modifiers: [] };
    if (literalKinds.has(kind)) return { type: 'enumMember', modifiers: [] };
    if (kind === 'number' || kind === 'string') return { type: kind, modifiers: [] };
    return signs.has(kind) ? { type: 'operator', modifiers: [] } : undefined;
  };

  const found: SemanticToken[] = comments.map(({ span, doc }) => ({
    span,
    type: 'comment',
    modifiers: doc ? ['documentation'] : [],
  }));
  tokens.forEach((token, index) => {
    const kind = kindOf(token, index);
    if (kind !== undefined) found.push({ span: { source, start: token.start, end: token.end }, ...kind });
  });
  return found.sort((a, b) => a.span.start.offset - b.span.start.offset);
};
