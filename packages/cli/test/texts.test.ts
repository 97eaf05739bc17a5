import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nn, temporaryFolder } from './nn.js';

const { path: folder, remove } = temporaryFolder();
afterAll(remove);

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

describe('a model of texts', () => {
  it('is given texts, and answers with the names of classes', () => {
    write(
      'moods.nn',
      `model Moods { input tokens: int32[4]  output scores = tokens -> embedding(6, 4) -> flatten -> dense(2) }
data Reviews {
  source: csv("reviews.csv")
  field tokens = text -> tokenize(vocabulary: 6) -> pad(to: 4)
  field label = sentiment -> one_of(["neg", "pos"])
}
train Moody { model: Moods  data: Reviews  loss: cross_entropy  optimizer: adam(rate: 0.1)  epochs: 40 }
`,
    );
    write(
      'reviews.csv',
      'text,sentiment\ngood good film,pos\nbad bad bad film,neg\ngood fine,pos\nbad poor,neg\n',
    );
    expect(nn(folder, 'train', 'moods.nn', '--quiet').status).toBe(0);
    const json = (...words: readonly string[]) => {
      const { out, status } = nn(folder, 'predict', 'Moody', ...words, '--json');
      expect(status).toBe(0);
      return out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { outputs: object; classes: object });
    };
    write('praise.txt', 'Good, fine!\n');
    // Known words from 2 on, the most frequent first: bad, good, film, fine; the comma is unknown, as it was in training.
    const [text, tokens, several, file] = json(
      '"Good, fine!"',
      '[3, 1, 5, 1]',
      '["bad film", "good film"]',
      'praise.txt',
    );
    expect(text).toEqual(tokens);
    expect(file).toEqual(text);
    expect(text!.classes).toEqual({ scores: 'pos' });
    expect(several!.classes).toEqual({ scores: ['neg', 'pos'] });
    expect(nn(folder, 'predict', 'Moody', '"bad, bad"').out).toContain('largest: neg');
  }, 60_000);
});
