import {
  type Catalog,
  type DefinitionOf,
  type Kind,
  type Option,
  type OptionValue,
  printOption,
} from '@neurite/contract';
import { keywords } from '@neurite/language';
import { kindLabel, signatureOf, summariseEntry } from '../describe/definition.js';
import { optionDoc, optionLabel } from '../describe/option.js';
import { wordDocs } from '../describe/settings.js';
import type { Completion, CompletionKind } from '../features/types.js';

/** What stands first in a list: what belongs to the place, then names of the file, then the catalog, then words. */
export const ranks = { place: 0, local: 1, declared: 2, catalog: 3, word: 4 } as const;

const item = (
  label: string,
  kind: CompletionKind,
  rank: number,
  rest: Pick<Completion, 'detail' | 'documentation'> & { readonly text?: string } = {},
): Completion => ({ label, kind, rank, text: label, ...rest });

export const wordItems = (words: readonly string[], rank: number = ranks.word): readonly Completion[] =>
  words.map((word) => item(word, 'keyword', rank, { documentation: wordDocs[word] }));

export const typeItems = (): readonly Completion[] =>
  keywords.types.map((type) => item(type, 'type', ranks.place));

const remembered = new WeakMap<DefinitionOf[Kind], Completion>();
/** An entry of the catalog. Its words are put together once: lists of hundreds are asked for at every key. */
const entryItem = (entry: DefinitionOf[Kind]): Completion => {
  const known = remembered.get(entry);
  if (known !== undefined) return known;
  const made = item(entry.name, entry.kind === 'layer' ? 'layer' : 'entry', ranks.catalog, {
    detail: `${kindLabel(entry)}: ${signatureOf(entry)}`,
    documentation: summariseEntry(entry),
  });
  remembered.set(entry, made);
  return made;
};

/** The entries of some kinds; a name of two kinds once. */
export const entryItems = (catalog: Catalog, kinds: readonly Kind[]): readonly Completion[] => {
  const found = new Map<string, Completion>();
  for (const kind of kinds)
    for (const name of catalog.names(kind))
      if (!found.has(name)) found.set(name, entryItem(catalog.get(kind, name)!));
  return [...found.values()];
};

export const optionItem = (name: string, option: Option): Completion =>
  item(name, 'option', ranks.place, {
    text: `${name}: `,
    detail: optionLabel(name, option),
    documentation: optionDoc(option),
  });

/** The values that an option names: its choices, and its default. */
export const optionValueItems = (option: Option): readonly Completion[] => {
  const values =
    option.type === 'choice'
      ? option.choices
      : option.type === 'bool'
        ? ['true', 'false']
        : option.type === 'padding'
          ? ['same', 'valid']
          : [];
  const fallback = option.default === undefined ? undefined : printOption(option.default as OptionValue);
  return values.map((value) =>
    item(value, 'choice', ranks.place, {
      detail: value === fallback ? 'default' : undefined,
      documentation: option.doc,
    }),
  );
};

export const plainItem = item;
