import { scan } from './scan.js';
import { findKeywords } from './words.js';

const read = (text: string, fragment = false) => findKeywords(scan(text, 'a.nn').tokens, 'a.nn', fragment);
/** The words that are keywords, in order. */
const keywordsOf = (text: string, fragment = false) =>
  read(text, fragment)
    .tokens.filter(({ tokenType, image }) => tokenType.name === image || tokenType.name === 'unit')
    .map(({ image }) => image)
    .join(' ');

describe('keywords', () => {
  it.each([
    ['model A { input x: [3] output y = x }', 'model input output'],
    ['model model { input input  output output = output }', 'model input output'],
    ['{ input: [3] = output  output = input }', ''],
    ['{ h = data  data = model  output data }', 'output'],
    ['{ h = x -> if  y = 3 }', ''],
    ['{ h = x -> if y { relu } else { tanh } }', 'if else'],
    ['{ h = if x { y } else if not z { w } }', 'if else if not'],
    ['{ x -> repeat i in 0..3 { in } }', 'repeat in'],
    ['{ a: b then c  then: d on: "e" }', 'then'],
    ['{ a: l2(1) on "b"  c: on }', 'on'],
    ['{ a mod b  mod = c and d  or -> e }', 'mod and'],
    ['{ x -> dense(3) as as -> relu }', 'as'],
    ['{ a: 3 steps  steps: 4 epochs epochs.b ~ c }', 'steps epochs'],
    ['{ a: f(500 steps, 3), steps: 10% steps: 1 }', 'steps'],
    ['{ group "a" { b: 1 } group: 2 phase c { } phase: d field e = f field: 3 }', 'group phase field'],
    ['{ allow a on "b" because "c"  because: 3 }', 'allow on because'],
    ['{ load "a" into into { into: b  decoders into: c } }', 'load into into'],
    ['import { model, from, import } from "a" use "b"', 'import from use'],
    ['train train from from { from: from }', 'train from'],
    ['{ a: true  true: none  none.b: false }', 'true none false'],
    ['{ x.input.if.true }', ''],
    ['{ f(if: 3, not: not x, input, output) }', 'not'],
    ['{ expect a == b  expect = c }', 'expect'],
    // Values that are spelt like declarations, with other settings below them.
    ['data A { a:\nimport { b: 3 }\nc:\ntrain\nd { } }', 'data'],
    ['function f(data, if; not = true) = data', 'function true'],
  ])('of %s are: %s', (text, expected) => {
    expect(keywordsOf(text)).toBe(expected);
    expect(read(text).diagnostics).toEqual([]);
  });

  it('open no statement in a fragment', () => {
    expect(keywordsOf('input mod output', true)).toBe('mod');
  });

  it('begin again at a header or a statement on a new line, whatever is missing before', () => {
    expect(keywordsOf('model A { x = f(\nmodel B { input y }')).toBe('model model input');
    expect(keywordsOf('{ x = y ->\noutput z = w }')).toBe('output');
    expect(keywordsOf('import { a, b\nmodel C { }')).toBe('import model');
  });

  it('are guessed where only one can stand', () => {
    expect(
      read('model A {\n  ouput x\n  h = repat 3 { }\n}').diagnostics.map(({ message }) => message),
    ).toEqual([
      'Unknown statement "ouput". Did you mean "output"?',
      'Unknown statement "repat". Did you mean "repeat"?',
    ]);
    // Far from any keyword: left to the grammar.
    expect(read('model A {\n  foo x\n}').diagnostics).toEqual([]);
  });
});
