import fc from 'fast-check';
import { createLineMap, positionAt } from './line-map.js';

describe('a line map', () => {
  const text = 'one\ntwo\r\nthree\rfour\n';
  const map = createLineMap(text);

  it('knows lines that end with LF, CRLF and CR', () => {
    expect(map.lineCount).toBe(5);
    expect([0, 1, 2, 3, 4, 5, 6].map(map.lineText)).toEqual(['', 'one', 'two', 'three', 'four', '', '']);
  });

  it('finds places, also beyond the text', () => {
    expect(map.positionAt(5)).toEqual({ offset: 5, line: 2, column: 2 });
    expect(map.positionAt(-3)).toEqual({ offset: 0, line: 1, column: 1 });
    expect(map.positionAt(1_000)).toEqual({ offset: text.length, line: 5, column: 1 });
    expect(map.offsetAt(2, 2)).toBe(5);
    expect(map.offsetAt(2, 99)).toBe(7);
    expect(map.offsetAt(99, 1)).toBe(text.length);
  });

  it('leaves a byte order mark out of the first line', () => {
    expect(positionAt('\ufeffx = 1', 1)).toEqual({ offset: 1, line: 1, column: 1 });
    expect(createLineMap('\ufeffx').lineText(1)).toBe('x');
  });

  it('counts columns in UTF-16 units', () => {
    expect(positionAt('🎉 = 1', 3)).toMatchObject({ column: 4 });
  });

  it('goes there and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '🎉') }), fc.nat(), (random, at) => {
        const lines = createLineMap(random);
        const offset = at % (random.length + 1);
        const { line, column } = lines.positionAt(offset);
        // Between CR and LF no column stands.
        if (random[offset] !== '\n' || random[offset - 1] !== '\r')
          expect(lines.offsetAt(line, column)).toBe(offset);
      }),
    );
  });
});
