/** Numbers below this one stand for no token of the text: 0 for padding, 1 for a token that the vocabulary does not know. */
export const FIRST = 2;
export const UNKNOWN = 1;

/** How a text is cut. */
export type Unit = 'word' | 'character';

const WORDS = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*|[^\s\p{L}\p{M}\p{N}]/gu;

/** Words (with apostrophes inside of them), and each other mark by itself; or all characters, spaces included. */
export const tokensOf = (text: string, unit: Unit, lower: boolean): readonly string[] => {
  const plain = (lower ? text.toLowerCase() : text).normalize('NFC');
  return unit === 'character' ? Array.from(plain) : (plain.match(WORDS) ?? []);
};

/** The numbers of the most frequent tokens; among equally frequent ones, of those that come first by code units. */
export const learnVocabulary = (
  texts: Iterable<readonly string[]>,
  size: number,
): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const tokens of texts) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  const ranked = [...counts].sort(([a, often], [b, oftenToo]) => oftenToo - often || (a < b ? -1 : 1));
  return new Map(ranked.slice(0, Math.max(0, size - FIRST)).map(([token], rank) => [token, rank + FIRST]));
};
