import { balanceBrackets } from './brackets.js';
import { scan } from './scan.js';
import { findKeywords } from './words.js';

const balance = (text: string) =>
  balanceBrackets(findKeywords(scan(text, 'a.nn').tokens, 'a.nn').tokens, 'a.nn');
/** The tokens, with `‹›` around the kind of each that was put in. */
const shown = (text: string) =>
  balance(text)
    .tokens.map(({ synthetic, tokenType, image }) =>
      synthetic ? `‹${tokenType.LABEL!.slice(1, -1)}›` : image,
    )
    .join(' ');
const codesOf = (text: string) => balance(text).diagnostics.map(({ code }) => code);

describe('brackets', () => {
  it('that match are left alone', () => {
    const { tokens } = scan('f([{}()])', 'a.nn');
    expect(balanceBrackets(tokens, 'a.nn')).toEqual({ tokens, diagnostics: [] });
  });

  it.each([
    ['(', '( ‹)›', ['unclosed-bracket']],
    ['f([a) ]', 'f ( [ a ‹]› )', ['unclosed-bracket', 'unmatched-bracket']],
    ['f(a]', 'f ( a ]', ['mismatched-bracket']],
    ['a)', 'a', ['unmatched-bracket']],
    ['model A {\n  h = f(3,\n  g = x\n}', 'model A { h = f ( 3 , ‹)› g = x }', ['unclosed-bracket']],
    ['train A {\n  a: f(b: 3\n  c: 4\n}', 'train A { a : f ( b : 3 ‹)› c : 4 }', ['unclosed-bracket']],
    ['train A {\n  a: f(b: 3,\n  c: 4)\n', 'train A { a : f ( b : 3 , c : 4 ) ‹}›', ['unclosed-bracket']],
    ['model A(b: int,\n  c = 3 {\n}', 'model A ( b : int , c = 3 { } ‹)›', ['unclosed-bracket']],
    ['model A {\n  x\nmodel B {\n  y\n}', 'model A { x ‹}› model B { y }', ['unclosed-bracket']],
    [
      'model A {\n  repeat 3 {\n    x\n  y = z\n}',
      'model A { repeat 3 { x y = z ‹}› }',
      ['unclosed-bracket'],
    ],
    ['model A {\n  x\n  }\n  y\n}', 'model A { x y }', ['unmatched-bracket']],
    ['model A\n  x\n}', 'model A ‹{› x }', ['unopened-block']],
    // A brace put in behind the first line would be crossed by the parenthesis that the second line closes.
    ['block b(n = {\n  x)\n  y\n}', 'block b ( n = { x ‹}› ) y', ['unclosed-bracket', 'unmatched-bracket']],
  ])('%j reads as %s', (text, expected, codes) => {
    expect(shown(text)).toBe(expected);
    expect(codesOf(text)).toEqual(codes);
  });
});
