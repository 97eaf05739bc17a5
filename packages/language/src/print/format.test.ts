import { format } from './format.js';

const source = 'a.nn';
const formatted = (text: string) => format(text, { source }).text;

describe('format', () => {
  it('leaves a text with mistakes as it is', () => {
    const text = 'model A{input x:[3]  output x->}\n';
    expect(format(text, { source })).toMatchObject({ text, diagnostics: [{ code: 'missing-value' }] });
  });

  it('formats in spite of warnings', () => {
    expect(format('# \u200b\nuse   "a"', { source })).toMatchObject({
      text: '# \u200b\nuse "a"\n',
      diagnostics: [{ code: 'hidden-character' }],
    });
  });

  it.each(['', ' \n\t\n', '\ufeff'])('makes nothing of %j', (text) => {
    expect(formatted(text)).toBe('');
  });

  it('ends every line with LF, whatever it was', () => {
    expect(formatted('use "a"\r\n\r\n\r\nuse "b"\r')).toBe('use "a"\n\nuse "b"\n');
  });

  it('keeps a line of settings only where it was one and fits', () => {
    const short = 'train A { epochs: 1, batch: 2 }\n';
    expect(formatted(short)).toBe(short);
    expect(formatted('train A { epochs: 1\nbatch: 2 }')).toBe('train A {\n  epochs: 1\n  batch: 2\n}\n');
    const long = `train A { ${Array.from({ length: 10 }, (_, i) => `setting_${i}: ${i}`).join(' ')} }`;
    expect(formatted(long).split('\n')).toHaveLength(13);
  });

  it.each([
    ['a comment before a value', 'train A {\n  a:\n# why\n b\n}\n', 'train A {\n  a:\n  # why\n    b\n}\n'],
    [
      'an empty body beside one that a comment breaks',
      'block a {\n  if b {} else\n# why\n{ c }\n}\n',
      'block a {\n  if b {\n  } else\n  # why\n    {\n    c\n  }\n}\n',
    ],
  ])('puts %s, and leaves it there', (_, text, expected) => {
    expect(formatted(text)).toBe(expected);
    expect(formatted(expected)).toBe(expected);
  });

  it('breaks before an arrow where the author did, else only where it must', () => {
    const kept = 'block a {\n  input x\n  output x -> b\n    -> c -> d\n}\n';
    expect(formatted(kept)).toBe(kept);
    const steps = Array.from({ length: 9 }, (_, i) => `some_layer(${i})`);
    expect(formatted(`block a {\n  output x -> ${steps.join(' -> ')}\n}`)).toBe(
      `block a {\n  output x\n${steps.map((step) => `    -> ${step}\n`).join('')}}\n`,
    );
  });

  it('opens a long branch on the line of its pipe', () => {
    const items = Array.from({ length: 4 }, (_, i) => `some_branch(${i}) -> another_layer(${i})`);
    expect(formatted(`block a { output x -> [${items.join(', ')}] -> concat }`)).toBe(
      `block a {\n  output x -> [\n${items.map((item) => `    ${item},\n`).join('')}  ] -> concat\n}\n`,
    );
  });

  it('takes no more than a hundred columns where there is a place to break', () => {
    const wide =
      'block a {\n  h = first_operand_of_many + second_operand_of_many * third_operand(1, 2, 3) - fourth_operand_of_many / 5\n}';
    for (const line of formatted(wide).split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });
});
