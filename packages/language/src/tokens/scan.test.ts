import { scan } from './scan.js';

const read = (text: string) => scan(text, 'a.nn');
const kindsOf = (text: string) =>
  read(text).tokens.map(({ tokenType, image }) => `${tokenType.name} ${image}`);
const codesOf = (text: string) => read(text).diagnostics.map(({ code }) => code);

describe('scanning', () => {
  it('tells the longest sign', () => {
    expect(kindsOf('->-= ==!=<=<// /....... :;~@^')).toEqual(
      [
        'arrow ->',
        'minus -',
        'equals =',
        'equal ==',
        'unequal !=',
        'lessEqual <=',
        'less <',
        'floorDivide //',
        'divide /',
      ].concat([
        'pack ...',
        'pack ...',
        'dot .',
        'colon :',
        'semicolon ;',
        'tilde ~',
        'matrixProduct @',
        'power ^',
      ]),
    );
  });

  it.each([
    ['64', 64],
    ['1_000_000', 1_000_000],
    ['1e-3', 0.001],
    ['2.5E+1', 25],
    ['10%', 0.1],
    ['0.1x', 0.1],
  ])('%s is the number %d', (text, value) => {
    expect(read(text).tokens).toMatchObject([{ image: text, value }]);
    expect(codesOf(text)).toEqual([]);
  });

  it('ends a number before a range', () => {
    expect(kindsOf('0..n 1...')).toEqual(['number 0', 'range ..', 'name n', 'number 1', 'pack ...']);
  });

  it.each(['1__0', '1_', '10px', '0xff', '2x2', '5min'])('%s is no number, and one mistake', (text) => {
    expect(codesOf(text)).toEqual(['malformed-number']);
    expect(read(text).tokens).toHaveLength(1);
  });

  it('reads a number that is too large as the largest', () => {
    expect(read('1e999').tokens).toMatchObject([{ value: Number.MAX_VALUE }]);
    expect(codesOf('1e999')).toEqual(['number-too-large']);
  });

  it('reads escapes', () => {
    expect(read(String.raw`"a\n\t\"\\\u{1F389}é"`).tokens).toMatchObject([{ value: 'a\n\t"\\🎉é' }]);
    expect(codesOf(String.raw`"\q \u{110000} \u"`)).toEqual([
      'unknown-escape',
      'unknown-escape',
      'unknown-escape',
    ]);
  });

  it('ends a text that is not closed before the brackets at the end of its line', () => {
    expect(kindsOf('f("a, b)\nx')).toEqual([
      'name f',
      'parenthesis (',
      'string "a, b',
      'parenthesisEnd )',
      'name x',
    ]);
    expect(codesOf('"')).toEqual(['unterminated-string']);
    expect(codesOf('"\\')).toEqual(['unterminated-string']);
  });

  it('reads names of Unicode in the form NFC, with places as written', () => {
    const decomposed = 'Gro\u0308ße';
    expect(read(decomposed).tokens).toMatchObject([
      { value: 'Gröse'.replace('s', 'ß'), end: { offset: decomposed.length } },
    ]);
    expect(kindsOf('α_1 入力 ﬁ')).toEqual(['name α_1', 'name 入力', 'name ﬁ']);
  });

  it('counts LF, CRLF and CR as line ends, and any blank as a blank', () => {
    const places = read('\ufeffa\r\nb\rc\n\u00a0\td').tokens.map(({ start }) => [start.line, start.column]);
    expect(places).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 3],
    ]);
  });

  it('keeps comments with their place', () => {
    expect(read('# one\nx ## two\n### three').comments).toMatchObject([
      { text: ' one', doc: false, ownLine: true },
      { text: ' two', doc: true, ownLine: false, span: { start: { line: 2, column: 3 } } },
      { text: '## three', doc: false, ownLine: true },
    ]);
  });

  it('reports a run of unknown characters once', () => {
    expect(codesOf('$$$ x ¿?\u0000')).toEqual(['unknown-character', 'unknown-character']);
    expect(read('\u0007').diagnostics[0]!.message).toContain('\\u{7}');
  });

  it('reads foreign signs as what they stand for', () => {
    expect(kindsOf('a ** b && !c → d')).toEqual([
      'name a',
      'power **',
      'name b',
      'and &&',
      'not !',
      'name c',
      'arrow →',
      'name d',
    ]);
    expect(new Set(codesOf('a ** b && !c → d ≤ 3 === −1'))).toEqual(new Set(['foreign-sign']));
  });

  it('warns of what cannot be seen', () => {
    expect(codesOf('# a\u202eb\n"c\u200bd"')).toEqual(['hidden-character', 'hidden-character']);
  });
});
