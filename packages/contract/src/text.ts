/** Numbers below this one stand for no token of the text: 0 for padding, 1 for a token that the vocabulary does not know. */
export const firstToken = 2;
export const unknownToken = 1;

/** How a text is cut. */
export type TextUnit = 'word' | 'character';

const WORDS = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*|[^\s\p{L}\p{M}\p{N}]/gu;

/** Words (with apostrophes inside of them), and each other mark by itself; or all characters, spaces included. */
export const tokensOf = (text: string, unit: TextUnit, lower: boolean): readonly string[] => {
  const plain = (lower ? text.toLowerCase() : text).normalize('NFC');
  return unit === 'character' ? Array.from(plain) : (plain.match(WORDS) ?? []);
};

/** The number of each token of a vocabulary. */
export const numbered = (vocabulary: readonly string[]): ReadonlyMap<string, number> =>
  new Map(vocabulary.map((token, rank) => [token, rank + firstToken]));

/** A list of one length: cut off, or filled up behind. */
export const toLength = (
  list: Int32Array,
  { to, with: filling, keep }: Pick<Extract<TextStep, { kind: 'length' }>, 'to' | 'with' | 'keep'>,
): Int32Array => {
  const result = new Int32Array(to).fill(filling);
  result.set(keep === 'start' ? list.subarray(0, to) : list.subarray(-to));
  return result;
};

/**
 * One step of the way from a text to numbers, as data: artifacts keep it, so that a model can be given the text itself. What the
 * vocabulary does not know is `unknownToken`, as in training.
 */
export type TextStep =
  | {
      readonly kind: 'tokens';
      readonly by: TextUnit;
      readonly lower: boolean;
      /** The most frequent first. */
      readonly vocabulary: readonly string[];
    }
  | {
      readonly kind: 'length';
      readonly to: number;
      readonly with: number;
      readonly keep: 'start' | 'end';
    };

/** The way from a text to the numbers that a model takes: tokens of one length. */
export type TextSteps = readonly [
  Extract<TextStep, { kind: 'tokens' }>,
  Extract<TextStep, { kind: 'length' }>,
];

/** A function from texts to numbers. */
export const textReader = ([cut, length]: TextSteps): ((text: string) => Int32Array) => {
  const numbers = numbered(cut.vocabulary);
  return (text) =>
    toLength(
      Int32Array.from(tokensOf(text, cut.by, cut.lower), (token) => numbers.get(token) ?? unknownToken),
      length,
    );
};
