import type { Diagnostic } from '@neurite/contract';
import { createLineMap } from '../text/line-map.js';
import { render } from './render.js';

const text = [
  'block residual {',
  '  input x',
  '  main = x -> conv2d(64)',
  '  output relu(main + shortcut)',
  '\tweite = "日本" + x',
  '}',
].join('\n');

/** The span of a part of the text. */
const spanOf = (part: string, source = 'resnet.nn', whole = text) => {
  const lines = createLineMap(whole);
  const at = whole.indexOf(part);
  return { source, start: lines.positionAt(at), end: lines.positionAt(at + part.length) };
};
const diagnostic = (rest: Partial<Diagnostic>): Diagnostic => ({
  code: 'shape-mismatch',
  severity: 'error',
  message: 'both sides of + must have the same shape',
  ...rest,
});
const lines = (...all: readonly string[]) => all.join('\n');

describe('render', () => {
  const main = {
    ...spanOf('main + shortcut'),
    end: {
      ...spanOf('main + shortcut').start,
      offset: spanOf('main + shortcut').start.offset + 4,
      column: 19,
    },
  };

  it('shows several places of one line, each with what stands there, the history and the help', () => {
    const shown = render(
      diagnostic({
        span: main,
        related: [
          { span: main, message: '[28, 28, 128]' },
          { span: spanOf('shortcut'), message: '[56, 56, 64]' },
        ],
        history: ['main:     image [224, 224, 3]', 'shortcut: image'],
        help: 'give the shortcut a projection\nor leave it out',
      }),
      text,
    );
    expect(shown).toBe(
      lines(
        'error[shape-mismatch]: both sides of + must have the same shape',
        '  resnet.nn:4:15',
        '   4 |   output relu(main + shortcut)',
        '     |               ^^^^   ^^^^^^^^ [56, 56, 64]',
        '     |               [28, 28, 128]',
        '   main:     image [224, 224, 3]',
        '   shortcut: image',
        '   help: give the shortcut a projection',
        '         or leave it out',
      ),
    );
  });

  it('shows places of other lines in order, and of other files below', () => {
    const shown = render(
      diagnostic({
        severity: 'warning',
        span: spanOf('shortcut'),
        related: [
          { span: spanOf('residual'), message: 'in this block' },
          { span: spanOf('import', 'main.nn', 'import { residual }'), message: 'used here' },
        ],
      }),
      (source) => (source === 'main.nn' ? 'import { residual }' : text),
    );
    expect(shown).toBe(
      lines(
        'warning[shape-mismatch]: both sides of + must have the same shape',
        '  resnet.nn:4:22',
        '   1 | block residual {',
        '     |       ^^^^^^^^ in this block',
        '     …',
        '   4 |   output relu(main + shortcut)',
        '     |                      ^^^^^^^^',
        '  main.nn:1:1',
        '   1 | import { residual }',
        '     | ^^^^^^ used here',
      ),
    );
  });

  it('puts a label on its own row where the next mark stands in its way', () => {
    const shown = render(
      diagnostic({
        span: spanOf('output'),
        related: [
          { span: spanOf('output'), message: 'one' },
          { span: spanOf('relu'), message: 'two' },
        ],
      }),
      text,
    );
    expect(shown.split('\n').slice(3)).toEqual(['     |   ^^^^^^ ^^^^ two', '     |   one']);
  });

  it('aligns below tabs and wide characters', () => {
    const shown = render(diagnostic({ span: { ...spanOf('+ x\n'), end: spanOf('+ x').end } }), text);
    expect(shown.split('\n').slice(2)).toEqual([
      '   5 |     weite = "日本" + x',
      '     |                    ^^^',
    ]);
  });

  it('underlines a place of several lines to the end of the first', () => {
    const shown = render(diagnostic({ span: spanOf('main = x -> conv2d(64)\n  output') }), text);
    expect(shown.split('\n').slice(2)).toEqual([
      '   3 |   main = x -> conv2d(64)',
      '     |   ^^^^^^^^^^^^^^^^^^^^^^',
    ]);
  });

  it('shows the end of a text, and an empty one', () => {
    const at = { offset: text.length, line: 6, column: 2 };
    const shown = render(diagnostic({ span: { source: 'a', start: at, end: at } }), text);
    expect(shown.split('\n').slice(2)).toEqual(['   6 | }', '     |  ^']);
    const start = { offset: 0, line: 1, column: 1 };
    expect(
      render(diagnostic({ span: { source: 'a', start, end: start } }), '')
        .split('\n')
        .slice(2),
    ).toEqual(['   1 |', '     | ^']);
  });

  it('cuts long lines around the place', () => {
    const long = `${'a'.repeat(5_000)} here ${'b'.repeat(5_000)}`;
    const shown = render(diagnostic({ span: spanOf('here', 'a', long) }), long).split('\n');
    expect(shown[2]!.length).toBeLessThan(140);
    expect(shown[3]!.indexOf('^^^^')).toBe(shown[2]!.indexOf('here'));
  });

  it('makes hidden characters visible everywhere', () => {
    const evil = 'x = "\u202e" + \u001b[31m y';
    const shown = render(
      diagnostic({
        message: 'a\u202eb',
        help: '\u001b[0m',
        history: ['\u0007'],
        span: spanOf('y', 'f\u202e.nn', evil),
      }),
      evil,
    );

    expect(shown).not.toMatch(/[\u202e\u001b\u0007]/);
    const [, , line, carets] = shown.split('\n');
    expect(line![carets!.indexOf('^')]).toBe('y');
  });

  it('does without a place, and without the text', () => {
    expect(render(diagnostic({ help: 'look there' }), '')).toBe(
      lines('error[shape-mismatch]: both sides of + must have the same shape', '   help: look there'),
    );
    expect(render(diagnostic({ span: spanOf('input') }), () => undefined)).toBe(
      lines('error[shape-mismatch]: both sides of + must have the same shape', '  resnet.nn:2:3'),
    );
  });

  it('says what a fix would make of the line, where there is no help', () => {
    const fix = { title: 'Rename', edits: [{ span: spanOf('input x'), text: 'input image' }] };
    expect(render(diagnostic({ span: spanOf('input x'), fixes: [fix] }), text)).toContain(
      '\n   help: Rename: input image',
    );
    expect(render(diagnostic({ span: spanOf('input x'), fixes: [fix], help: 'other' }), text)).not.toContain(
      'Rename',
    );
  });

  it('colours where asked, and says the same', () => {
    const whole = diagnostic({ span: spanOf('shortcut'), help: 'h', history: ['i'] });
    const coloured = render(whole, text, { color: true });
    expect(coloured).toContain('\u001b[1;31merror[shape-mismatch]\u001b[0m');

    expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(render(whole, text));
  });
});
