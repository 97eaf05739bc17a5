import fc from 'fast-check';
import { format, parse, print, type Module } from '@neurite/language';
import { scan } from '../src/tokens/scan.js';
import { runs } from './runs.js';
import { modules, withoutSpans } from './trees.js';

const source = 'random.nn';
const errorsOf = (text: string) =>
  parse(text, { source }).diagnostics.filter(({ severity }) => severity === 'error');
const commentsOf = ({ comments }: Module) => comments.map(({ text, doc }) => ({ text: text.trim(), doc }));
const bare = ({ items }: Module) => withoutSpans(items);

describe('printing', () => {
  it('of any tree reads as the same tree', () => {
    fc.assert(
      fc.property(modules, (tree) => {
        const text = print(tree);
        expect({ text, errors: errorsOf(text) }).toEqual({ text, errors: [] });
        expect(withoutSpans(parse(text, { source }).tree)).toEqual(withoutSpans(tree));
      }),
      runs(200),
    );
  });

  it('twice changes nothing', () => {
    fc.assert(
      fc.property(modules, (tree) => {
        const once = format(print(tree), { source }).text;
        expect(format(once, { source }).text).toBe(once);
      }),
      runs(200),
    );
  });
});

/** A text with comments and line breaks between some of its tokens. */
const commented = modules.chain((tree) => {
  const text = print(tree);
  const { tokens } = scan(text, source);
  const insertion = fc.constantFrom(
    '',
    '',
    '',
    ' ',
    '\n',
    '\n\n\n',
    ' # behind\n',
    '\n# alone\n',
    '\n\n## documentation\n\n',
    '#tight\n',
    '\n### drawn ###\n# next\n',
  );
  return fc
    .array(insertion, { minLength: tokens.length + 1, maxLength: tokens.length + 1 })
    .map((insertions) => {
      const pieces = tokens.map(
        (token, index) =>
          insertions[index]! + text.slice(index === 0 ? 0 : tokens[index - 1]!.end.offset, token.end.offset),
      );
      return pieces.join('') + insertions.at(-1)!;
    });
});

describe('formatting a text with comments anywhere', () => {
  it('keeps the tree and every comment, and twice changes nothing', () => {
    fc.assert(
      fc.property(commented, (text) => {
        expect({ text, errors: errorsOf(text) }).toEqual({ text, errors: [] });
        const { tree } = parse(text, { source });
        const once = format(text, { source }).text;
        const again = parse(once, { source });
        expect({ once, errors: errorsOf(once) }).toEqual({ once, errors: [] });
        expect(bare(again.tree)).toEqual(bare(tree));
        expect(commentsOf(again.tree)).toEqual(commentsOf(tree));
        // One that stood behind a comma on a line of its own, and behind nothing else, may get its own line; never the other way.
        tree.comments.forEach(({ ownLine }, index) =>
          expect(ownLine && !again.tree.comments[index]!.ownLine).toBe(false),
        );
        expect(format(once, { source }).text).toBe(once);
      }),
      runs(200),
    );
  });
});
