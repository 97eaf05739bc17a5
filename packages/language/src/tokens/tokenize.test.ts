import { tokenize } from './tokenize.js';

describe('the tokens of a text', () => {
  it('tell keywords from names by their place', () => {
    const { tokens } = tokenize('model model { input data: [3] output data -> model }', { source: 'a.nn' });
    expect(tokens.map(({ kind }) => kind).join(' ')).toBe(
      'model name brace input name colon bracket number bracketEnd output name arrow name braceEnd',
    );
  });

  it('come from half-written texts too', () => {
    const { tokens, comments } = tokenize('output x -> dense( # so far', { source: 'a.nn' });
    expect(tokens.at(-1)).toMatchObject({ kind: 'parenthesis', endsValue: false });
    expect(comments).toMatchObject([{ text: ' so far' }]);
  });
});
