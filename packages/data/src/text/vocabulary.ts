import { firstToken } from '@neurite/contract';

/** The most frequent tokens, as many as there are numbers for; among equally frequent ones, those that come first by code units. */
export const learnVocabulary = (texts: Iterable<readonly string[]>, size: number): readonly string[] => {
  const counts = new Map<string, number>();
  for (const tokens of texts) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  const ranked = [...counts].sort(([a, often], [b, oftenToo]) => oftenToo - often || (a < b ? -1 : 1));
  return ranked.slice(0, Math.max(0, size - firstToken)).map(([token]) => token);
};
