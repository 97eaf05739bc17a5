import { codes } from './support/compile.js';

const text = (steps: string) => `
model Moods {
  input tokens: int32[200]
  output scores = tokens -> embedding(20_000, 16) -> mean(axis: -2) -> dense(2)
}
data Reviews {
  source: csv("reviews.csv")
  field tokens = text -> ${steps}
  field label  = sentiment -> one_of(["neg", "pos"])
}
train Run { model: Moods  data: Reviews  loss: cross_entropy  optimizer: adam  epochs: 1 }`;

describe('texts', () => {
  it('become tokens of one length', () => {
    expect(codes(text('tokenize(vocabulary: 20_000) -> pad(to: 200, with: 0)'))).toEqual([]);
  });

  it('must have the length that the model reads', () => {
    expect(codes(text('tokenize(vocabulary: 20_000) -> pad(to: 100)'))).toEqual(['field-shape']);
  });
});
