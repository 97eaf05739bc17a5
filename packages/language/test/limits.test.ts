import { format, limits, nodesOf, parse } from '@neurite/language';
import { cpuSeconds } from './cpu-seconds.js';

const source = 'large.nn';
const codesOf = (text: string) => parse(text, { source }).diagnostics.map(({ code }) => code);
const within = (text: string) => `model A {\n  output ${text}\n}\n`;
// Linear work takes a tenth of what is allowed here; quadratic work takes minutes.
const allowed = 10;

describe('limits', () => {
  it.each([
    ['ten thousand parentheses', '('.repeat(10_000) + 'x' + ')'.repeat(10_000)],
    ['10^5 opening brackets', '['.repeat(100_000)],
    ['10^5 calls in calls', 'f('.repeat(100_000)],
    ['blocks in blocks', 'repeat 2 {'.repeat(50_000)],
    ['alternating brackets', '[(x -> {'.repeat(10_000)],
  ])('answer at once to %s', (_, text) => {
    for (const whole of [text, within(text)]) {
      let codes: readonly string[] = [];
      expect(cpuSeconds(() => (codes = codesOf(whole)))).toBeLessThan(allowed);
      expect(codes.length).toBeLessThanOrEqual(limits.diagnostics + 1);
    }
    expect(codesOf(within(text))).toContain('nesting-too-deep');
  });

  it.each([
    ['closing brackets', ')'.repeat(100_000)],
    ['minus signs', '-'.repeat(100_000) + 'x'],
    ['not', 'not '.repeat(100_000) + 'x'],
    ['sums', 'x + '.repeat(100_000) + 'x'],
    ['powers', 'x ^ '.repeat(100_000) + 'x'],
    ['members', 'x' + '.y'.repeat(100_000)],
    ['calls of calls', 'x' + '()'.repeat(100_000)],
    ['arrows', 'x -> '.repeat(100_000) + 'x'],
    ['else if', 'if x { y } ' + 'else if x { y } '.repeat(30_000)],
    ['headers', 'model A(x, '.repeat(30_000)],
    ['headers on lines', 'model A(x,\n'.repeat(30_000)],
    ['names', 'x '.repeat(100_000)],
    ['statements', 'x = y\n'.repeat(30_000)],
    ['strings', '"'.repeat(100_001)],
    ['comments', '#\n'.repeat(100_000)],
    ['unknown characters', '$ '.repeat(100_000)],
    ['commas', 'f(' + ','.repeat(100_000) + ')'],
    ['slashes', 'x // y '.repeat(30_000)],
    ['misspelt words', 'ouput x\n'.repeat(20_000)],
  ])('answer soon to very many %s', (_, text) => {
    for (const whole of [text, within(text)]) {
      let count = 0;
      expect(cpuSeconds(() => (count = codesOf(whole).length))).toBeLessThan(allowed);
      expect(count).toBeLessThanOrEqual(limits.diagnostics + 1);
    }
  });

  it('bound the nesting of brackets', () => {
    const nested = (depth: number) => '('.repeat(depth) + 'x' + ')'.repeat(depth);
    // The braces of the model are one.
    expect(codesOf(within(nested(limits.nesting - 1)))).toEqual([]);
    expect(codesOf(within(nested(limits.nesting)))).toEqual(['nesting-too-deep']);
  });

  it('bound what hangs together without brackets', () => {
    const sum = (terms: number) => Array(terms).fill('x').join(' + ');
    expect(codesOf(within(sum(limits.chain + 1)))).toEqual([]);
    expect(codesOf(within(sum(limits.chain + 2)))).toEqual(['chain-too-long']);
  });

  it('do not bound how many statements, steps and settings there are', () => {
    expect(codesOf(within(Array(5_000).fill('x').join(' -> ')))).toEqual([]);
    expect(codesOf(`model A {\n${'  expect a == b + c\n'.repeat(3_000)}}`)).toEqual([]);
    expect(codesOf(`model A {\n${'  h = x -> if a { b } else { c }\n'.repeat(2_000)}}`)).toEqual([]);
    expect(codesOf(`train A {\n${'  model.drop.x ~ log(1, 2)\n'.repeat(3_000)}}`)).toEqual([]);
  });

  it.each([
    ['parentheses', '(', ')', limits.nesting - 1],
    ['lists', '[y, ', ']', limits.nesting - 1],
    ['shapes', '[..., ', ']', limits.nesting - 1],
    ['calls', 'f(y, a: ', ')', limits.nesting - 1],
    ['indices', 'f[0, ', ']', limits.nesting - 1],
    ['blocks', 'repeat 2 { y = z\n if a { ', '} else { z } }', limits.nesting / 2 - 1],
    [
      'everything',
      '-1 + (x -> [if y { repeat 2 { f(a: (x[b, ',
      '])) } }])',
      Math.floor(limits.nesting / 7) - 1,
    ],
    ['minus signs', '- ', '', limits.chain - 1],
    ['members', '', '.y', limits.chain - 1],
    ['powers', 'y ^ ', '', limits.chain - 1],
    ['differences', '', ' - 1', limits.chain - 1],
  ])('read the deepest %s whole, and format them', (_, open, close, times) => {
    const text = within(open.repeat(times) + 'innermost' + close.repeat(times));
    const { tree, diagnostics } = parse(text, { source });
    expect(diagnostics).toEqual([]);
    expect(nodesOf(tree, 'identifier').filter(({ name }) => name === 'innermost')).toHaveLength(1);
    const formatted = format(text, { source }).text;
    expect(formatted.replaceAll(/\s|,(?=\s*[)\]])/g, '')).toBe(text.replaceAll(/\s/g, ''));
  });

  it('bound the size of a text, in bytes of UTF-8', () => {
    expect(codesOf('#'.repeat(limits.sourceBytes))).toEqual([]);
    expect(codesOf('#'.repeat(limits.sourceBytes + 1))).toEqual(['source-too-large']);
    expect(codesOf('ß'.repeat(limits.sourceBytes / 2 + 1))).toEqual(['source-too-large']);
  });

  it('bound the number of tokens', () => {
    expect(codesOf(';'.repeat(limits.tokens + 1))).toContain('too-many-tokens');
  });

  it('bound the number of diagnostics', () => {
    const codes = codesOf('ouput = $\n'.repeat(limits.diagnostics + 50));
    expect(codes).toHaveLength(limits.diagnostics + 1);
    expect(codes.at(-1)).toBe('too-many-mistakes');
  });
});
