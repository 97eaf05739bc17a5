import { cpu } from '@neurite/backend-cpu';
import { compiled } from '../test/compiled.js';
import { trainFailure } from '../test/run.js';
import { worldOf } from '../test/world.js';

const recipe = (size: number, pad: string) =>
  compiled(`
model Moods { input tokens: int32[3]  output scores = tokens -> embedding(${size}, 4) -> flatten -> dense(2) }
data Reviews {
  source: csv("reviews.csv")
  field tokens = text -> tokenize(vocabulary: 5) -> pad(to: 3${pad})
  field label = sentiment -> one_of(["neg", "pos"])
}
train Run { model: Moods  data: Reviews  loss: cross_entropy  optimizer: adam  epochs: 1 }`);
// bad is 2, good 3 and film 4.
const world = worldOf({ 'reviews.csv': 'text,sentiment\nbad good bad good bad,neg\nfilm,pos\n' });
const failure = (size: number, pad = '') => trainFailure(recipe(size, pad), { backend: cpu, world });

describe('whole numbers of fields', () => {
  it('are refused where the layer that reads them does not have them', async () => {
    expect(await failure(4)).toEqual([
      'field-range: Row 2 of the field "tokens" holds 4, but "scores.embedding" reads whole numbers from 0 to 3.',
    ]);
    expect(await failure(5, ', with: -1')).toEqual([
      'field-range: Row 2 of the field "tokens" holds -1, but "scores.embedding" reads whole numbers from 0 to 4.',
    ]);
    expect(await failure(5)).toEqual([]);
  });
});
