import { catalog } from '@neurite/standard/catalog';
import { createLanguageService, type LanguageService } from '../src/index.js';

/** A service with one text open, and the offset of the mark `|` in it, which is taken out. */
export const marked = (
  text: string,
  others: Readonly<Record<string, string>> = {},
): { readonly service: LanguageService; readonly offset: number; readonly text: string } => {
  const offset = text.indexOf('|');
  const plain = offset < 0 ? text : text.slice(0, offset) + text.slice(offset + 1);
  const service = createLanguageService({ catalog });
  service.open('a.nn', plain, 1);
  for (const [name, other] of Object.entries(others)) service.open(name, other, 1);
  return { service, offset, text: plain };
};

/** The labels that are completed at the mark. */
export const completed = (text: string, others?: Readonly<Record<string, string>>): readonly string[] => {
  const { service, offset } = marked(text, others);
  return service.completion('a.nn', offset)?.items.map(({ label }) => label) ?? [];
};

export const sliceOf = (
  text: string,
  span: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } },
): string => text.slice(span.start.offset, span.end.offset);
