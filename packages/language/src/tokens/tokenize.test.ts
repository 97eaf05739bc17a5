import { tokenize, tokenizeAround } from './tokenize.js';

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

  it('are those of a declaration alone, where only that is asked for', () => {
    const text = '# one\nmodel A {\r\n  input x: [3] # three\n}\n\n## two\nmodel B { output x }\n';
    const { tokens } = tokenize(text, { source: 'a.nn' });
    for (let offset = 0; offset <= text.length; offset++) {
      const around = tokenizeAround(text, offset, { source: 'a.nn' });
      const first = around.tokens[0]!.start.offset;
      expect(tokens.filter((token) => token.start.offset >= first).slice(0, around.tokens.length)).toEqual(
        around.tokens,
      );
      expect(around.tokens[0]!.kind).toBe('model');
      expect(around.tokens[1]!.text).toBe(offset < text.indexOf('## two') ? 'A' : 'B');
    }
  });
});
