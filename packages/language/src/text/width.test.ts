import { characterWidth, textWidth } from './width.js';

describe('the width of a text', () => {
  it.each([
    ['abc', 3],
    ['Größe', 5],
    ['日本', 4],
    ['ｘ', 2],
    ['🎉', 2],
    ['e\u0301', 1],
    ['→', 1],
    ['', 0],
  ])('%j takes %i cells', (text, cells) => {
    expect(textWidth(text)).toBe(cells);
  });

  it('has its ranges in order', () => {
    // One character from the beginning, the middle and the end of the table, and its neighbours outside.
    expect(
      [0x10ff, 0x1100, 0x115f, 0x1160].map((code) => characterWidth(String.fromCodePoint(code))),
    ).toEqual([1, 2, 2, 1]);
    expect([0x4e00, 0x9fff].map((code) => characterWidth(String.fromCodePoint(code)))).toEqual([2, 2]);
    expect([0x20000, 0x3fffd].map((code) => characterWidth(String.fromCodePoint(code)))).toEqual([2, 2]);
  });
});
