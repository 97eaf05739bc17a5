import fc from 'fast-check';
import { parseExpression } from '../parse/fragments.js';
import { escapeText, quote } from './escape.js';

describe('escapeText', () => {
  it.each([
    ['a\u202eb', 'a\\u{202e}b'],
    ['\u001b[31mred', '\\u{1b}[31mred'],
    ['\u0000', '\\u{0}'],
    ['\ufeffx\u200b', '\\u{feff}x\\u{200b}'],
    ['\ud800', '\\u{d800}'],
    ['\u{e0041}', '\\u{e0041}'],
    ['tab\tline\nend', 'tab\tline\nend'],
    ['Größe 日本 🎉', 'Größe 日本 🎉'],
  ])('of %j is %j', (text, expected) => {
    expect(escapeText(text)).toBe(expected);
  });

  it('leaves nothing that a terminal would obey', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeText(text)).not.toMatch(
          /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
        );
      }),
    );
  });
});

describe('quote', () => {
  it('is read as the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(parseExpression(quote(value))).toMatchObject({
          value: { kind: 'string', value },
          diagnostics: [],
        });
      }),
    );
  });
});
