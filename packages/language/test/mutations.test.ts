import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { childrenOf, format, parse, type SyntaxNode } from '@neurite/language';
import { scan } from '../src/tokens/scan.js';
import { cpuSeconds } from './cpu-seconds.js';
import { runs } from './runs.js';

// Half-written, mangled and hostile texts: whatever comes in, a tree comes out, soon, with places inside the text.

const folder = fileURLToPath(new URL('./golden/', import.meta.url));
const examples = readdirSync(folder)
  .filter((file) => file.endsWith('.nn') && !file.startsWith('error-'))
  .map((file) => [file, readFileSync(folder + file, 'utf8')] as const);
const source = 'mutated.nn';

const expectNodeInside = (node: SyntaxNode, length: number): void => {
  const { start, end } = node.span;
  if (!(start.offset >= 0 && start.offset <= end.offset && end.offset <= length)) {
    throw new Error(`${node.kind} lies at ${start.offset} to ${end.offset} of ${length}`);
  }
  for (const child of childrenOf(node)) expectNodeInside(child, length);
};

/** Reads a text and checks what holds of every text; gives the number of mistakes. */
const survive = (text: string): number => {
  let parsed = parse('', { source });
  const took = cpuSeconds(() => (parsed = parse(text, { source })));
  const { tree, diagnostics } = parsed;
  expectNodeInside(tree, text.length);
  if (took > 1) throw new Error(`took ${took} s`);
  for (const { span } of diagnostics) {
    if (!span || span.start.offset > span.end.offset || span.end.offset > text.length)
      throw new Error('a diagnostic lies outside the text');
  }
  return diagnostics.length;
};

describe.each(examples)('%s', (_, text) => {
  it('may end anywhere', () => {
    for (let length = 0; length < text.length; length++) survive(text.slice(0, length));
  });

  it('may lose, double or swap any token', () => {
    const { tokens } = scan(text, source);
    tokens.forEach(({ start, end }, index) => {
      const token = text.slice(start.offset, end.offset);
      survive(text.slice(0, start.offset) + text.slice(end.offset));
      survive(`${text.slice(0, end.offset)} ${token}${text.slice(end.offset)}`);
      const next = tokens[index + 1];
      if (next) {
        const between = text.slice(end.offset, next.start.offset);
        survive(
          text.slice(0, start.offset) +
            text.slice(next.start.offset, next.end.offset) +
            between +
            token +
            text.slice(next.end.offset),
        );
      }
    });
  });
});

describe('texts that were read badly once', () => {
  it.each([
    [
      'a brace that crosses a parenthesis',
      'block b(n: int = 3= {\n  input x\n  t = x -> n)\n  output t\n}\n',
    ],
    ['a key cut off behind its dot', 'train A {\n  keep: best(a.\n  b = 3\n  c.\n  d = 4 }\n'],
  ])('%s', (_, text) => {
    expect(survive(text)).toBeGreaterThan(0);
  });
});

describe('any text', () => {
  const splice = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat({ max: 8 }),
    insert: fc.string({ unit: 'binary', maxLength: 4 }),
  });
  const mutated = fc
    .tuple(
      fc.constantFrom(...examples.map(([, text]) => text)),
      fc.array(splice, { minLength: 1, maxLength: 6 }),
    )
    .map(([text, splices]) =>
      splices.reduce((now, { at, remove, insert }) => {
        const offset = Math.floor(at * now.length);
        return now.slice(0, offset) + insert + now.slice(offset + remove);
      }, text),
    );

  it('is read, mangled or random', () => {
    fc.assert(
      fc.property(
        fc.oneof(mutated, fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 })),
        (text) => {
          survive(text);
        },
      ),
      runs(1_000),
    );
  });

  it('made of the signs of the language is read', () => {
    const word = fc.constantFrom(
      ...'( ) [ ] { } , : ; . .. ... -> = == ~ + - * / // @ ^ < x 3 "s" input output if else repeat in model block train field group phase allow on then as and not mod into from steps true # \n'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        survive(words.join(' '));
      }),
      runs(2_000),
    );
  });

  it('without mistakes is formatted to one that has none, and stays so', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const { text: once, diagnostics } = format(text, { source });
        if (diagnostics.some(({ severity }) => severity === 'error')) expect(once).toBe(text);
        else expect(format(once, { source }).text).toBe(once);
      }),
      runs(300),
    );
  });
});
