import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { codes, compileText } from './support/compile.js';

const read = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((name) => name.endsWith('.nn'))
    .map((name) => readFileSync(new URL(`${folder}${name}`, import.meta.url), 'utf8'));

const texts = [
  readFileSync(new URL('../../../examples/digits.nn', import.meta.url), 'utf8'),
  ...read('./golden/'),
  ...read('../../../examples/architectures/').filter((text) => text.length < 1_500),
];
const word = /[\p{L}_][\p{L}\p{N}_]*|\d[\d_.]*/gu;
const words = [...new Set(texts.flatMap((text) => text.match(word) ?? []))];

describe('hostile texts', () => {
  it('give diagnostics and never exceptions, whatever words stand where', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...words)), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...texts), changes, (text, list) => {
        const count = text.match(word)!.length;
        const at = new Map(list.map(([position, replacement]) => [position % count, replacement]));
        let index = 0;
        const compilation = compileText(text.replace(word, (found) => at.get(index++) ?? found));
        for (const model of compilation.models) compilation.graph(model);
        for (const recipe of compilation.recipes) compilation.recipe(recipe);
        expect(compilation.ok).toBe(compilation.diagnostics.every(({ severity }) => severity !== 'error'));
      }),
      { numRuns: 150, seed: 20_260_102 },
    );
  });

  it('end, however much they ask for', () => {
    const net = (body: string): string => `model M { input x: [4]  output y = x -> ${body} }`;
    expect(codes(net('repeat 1_000_000_000 { relu }'))).toEqual(['too-many-repeats']);
    expect(codes(net('repeat 99_999 { repeat 99_999 { relu } }'))).toEqual(['too-many-nodes']);
    expect(codes(net('repeat 99_999 { repeat 99_999 { if false { relu } } }'))).toEqual([
      'too-many-operations',
    ]);
    const doubling = Array.from(
      { length: 40 },
      (_, i) => `block b${i + 1} { input x  output x -> b${i} -> b${i} }`,
    );
    expect(codes(`block b0 { input x  output x -> relu }\n${doubling.join('\n')}\n${net('b40')}`)).toEqual([
      'too-many-nodes',
    ]);
    const chain = Array.from({ length: 100 }, (_, i) => `block b${i + 1} { input x  output x -> b${i} }`);
    expect(codes(`block b0 { input x  output x -> relu }\n${chain.join('\n')}\n${net('b100')}`)).toEqual([
      'blocks-too-deep',
    ]);
    expect(codes(net('dense(4_000_000_000_000)'))).toEqual(['parameter-too-large']);
  });

  it('may be long and deep without overflowing the stack', () => {
    const sum = `x${' + x'.repeat(900)}`;
    expect(
      codes(`model M { input x: [4]  output y = ${sum} }`).filter((code) => code !== 'chain-too-long'),
    ).toEqual([]);
    const nested = `${'('.repeat(10_000)}x${')'.repeat(10_000)}`;
    expect(codes(`model M { input x: [4]  output y = ${nested} }`)).toContain('nesting-too-deep');
    const pipe = ' -> relu'.repeat(3_000);
    expect(
      codes(`model M { input x: [4]  output y = x${pipe} }`).filter((code) => code !== 'chain-too-long'),
    ).toEqual([]);
  });

  it('may be nothing at all', () => {
    expect(compileText('').ok).toBe(false);
    expect(compileText('').models).toEqual([]);
    expect(compileText('# only a comment\n').recipe()).toMatchObject({ ok: false });
  });

  it('may use names that objects have', () => {
    const text = `
      block toString(__proto__: int = 2) { input constructor  output constructor -> dense(__proto__) }
      model hasOwnProperty(valueOf: int = 3) { input prototype: [2]  output isPrototypeOf = prototype -> toString(valueOf) }`;
    expect(codes(text)).toEqual([]);
    expect(codes('model M { input x: [2]  output y = x -> __proto__ -> constructor }')).toEqual([
      'unknown-name',
      'unknown-name',
    ]);
    expect(codes('model M { input x: [2]  output y = x -> dense(2, __proto__: 3) }')).toEqual([
      'unknown-argument',
    ]);
    expect(codes('model M { input x: [2]  output y = x.__proto__ }')).toEqual(['unknown-member']);
  });
});
