import { failure, numbered, success, tokensOf, transform, unknownToken } from '@neurite/contract';
import { typeWords } from '../bytes/type-words.js';
import { report } from '../diagnostics.js';
import { learnVocabulary } from '../text/vocabulary.js';

/** Texts to lists of token numbers, by a vocabulary of the training part. */
export const tokenize = transform({
  name: 'tokenize',
  summary: 'Texts as lists of the numbers of their words, by the most frequent words of the training part.',
  description:
    'Numbers are 0 for padding, 1 for words that the vocabulary does not know, and from 2 on words, the most frequent first: all are below `vocabulary`, which is what embedding takes. Texts have different lengths: pad brings them to one. What is learned comes from the training part only, and is kept with the model, which is then given texts.',
  options: {
    vocabulary: { type: 'int', minimum: 3, doc: 'How many numbers there are, 0 and 1 included.' },
    by: {
      type: 'choice',
      choices: ['word', 'character'],
      default: 'word',
      doc: 'What a token is: a word or a mark, or each character.',
    },
    lower: { type: 'bool', default: true, doc: 'Whether capitals are read as small letters.' },
  },
  inputs: { x: 'dtype[batch]' },
  outputs: { y: 'int32[batch, tokens]' },
  host: async (column, { options: { vocabulary, by, lower }, training, learned }) => {
    if (column.type !== 'string') return failure(report('text-type', { found: typeWords(column) }));
    const texts = column.data.map((text) => tokensOf(text, by, lower));
    const known =
      (learned as readonly string[] | undefined) ??
      learnVocabulary(
        Array.from(training, (row) => texts[row]!),
        vocabulary,
      );
    const numbers = numbered(known);
    const data = texts.map((tokens) =>
      Int32Array.from(tokens, (token) => numbers.get(token) ?? unknownToken),
    );
    return success({ column: { type: 'list', data }, learned: known });
  },
  textStep: ({ by, lower }, learned) => ({
    kind: 'tokens',
    by,
    lower,
    vocabulary: learned as readonly string[],
  }),
});
