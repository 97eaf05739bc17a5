import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLines, nn, temporaryFolder } from './nn.js';

// What users get wrong: each has a coded diagnostic with its place, a status, no stack trace, and nothing written.

const folder = temporaryFolder();
afterAll(() => folder.remove());

const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder.path, name), content);
  return name;
};
const model = (body: string): string => `model M {\n  input x: [4]\n  output y = ${body}\n}\n`;
const recipe = (data: string): string =>
  `${model('x -> dense(3)')}data D {\n${data}\n}\ntrain R {\n  model: M\n  data: D\n  loss: cross_entropy\n  optimizer: adam(rate: 0.01)\n  batch: 2\n  epochs: 1\n  seed: 1\n}\n`;
const rows = (label: string): string => `a,b,c,d,kind\n1,2,3,4,0\n1,2,3,4,1\n1,2,3,4,${label}\n1,2,3,4,2\n`;
const csvFields = (source: string): string =>
  `  source: csv("${source}", features: ["a", "b", "c", "d"])\n  field x = features\n  field label = kind -> one_of(3)`;

const shown = (...words: readonly string[]) => {
  const before = readdirSync(folder.path);
  const result = nn(folder.path, ...words);
  expect(result.error).not.toMatch(/\n\s+at /);
  expect(readdirSync(folder.path)).toEqual(before);
  return result;
};

describe('a file that cannot be compiled', () => {
  it.each([
    ['a misspelt layer', model('x -> dense(10) -> sofmax'), 'unknown-name', 3, 'softmax'],
    ['a shape that cannot be', model('x -> conv2d(8, kernel: 3)'), 'rank-mismatch', 3, ''],
    [
      'ten thousand nested parentheses',
      model(`${'('.repeat(10_000)}x${')'.repeat(10_000)}`),
      'nesting-too-deep',
      3,
      '',
    ],
    ['a billion repetitions', model('x -> repeat 1_000_000_000 { dense(4) }'), 'too-many-repeats', 3, ''],
  ])('%s', (_, text, code, line, suggestion) => {
    const { status, out } = shown('check', '--json', file('bad.nn', text));
    expect(status).toBe(1);
    const [report] = jsonLines(out) as unknown as [
      { files: { diagnostics: { code: string; span: { start: { line: number } } }[] }[] },
    ];
    const [first, ...others] = report.files[0]!.diagnostics.filter(
      (diagnostic) => 'severity' in diagnostic && diagnostic.severity === 'error',
    );
    expect(first).toMatchObject({ code, span: { start: { line } } });
    expect(others).toEqual([]);
    expect(JSON.stringify(first)).toContain(suggestion);
  });

  it('an empty file', () => {
    const { status, error } = shown('check', file('empty.nn', ''));
    expect(status).toBe(1);
    expect(error).toContain('error[nothing-declared]');
    expect(error).toContain('empty.nn:1:1');
  });

  it('a folder instead of a file', () => {
    mkdirSync(join(folder.path, 'folder.nn'), { recursive: true });
    const { status, error } = shown('train', 'folder.nn');
    expect(status).toBe(74);
    expect(error).toContain('error[file-is-folder]');
  });

  it('a file that is not there, with the one that is', () => {
    file('digits.nn', '');
    const { status, error } = shown('check', 'digts.nn');
    expect(status).toBe(74);
    expect(error).toContain('error[file-missing]');
    expect(error).toContain('digits.nn');
  });

  it('a file that is not text', () => {
    const { status, error } = shown('check', file('bytes.nn', Uint8Array.of(0x6d, 0xff, 0xfe)));
    expect(status).toBe(74);
    expect(error).toContain('error[file-not-text]');
    expect(error).toContain('byte 1');
  });
});

describe('data that cannot be used', () => {
  it('a missing data file', () => {
    const { status, error } = shown('train', file('missing.nn', recipe(csvFields('gone.csv'))));
    expect(status).toBe(1);
    expect(error).toContain('error[file-missing]');
    expect(error).toContain('missing.nn:6:');
  });

  it('a truncated data file', () => {
    file('images.idx', Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 10, 0, 0, 0, 4, 1, 2, 3));
    file('labels.idx', Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 10, ...new Array<number>(10).fill(0)));
    const fields =
      '  source: idx("images.idx", labels: "labels.idx")\n  field x = image\n  field label = label -> one_of(3)';
    const { status, error } = shown('train', file('truncated.nn', recipe(fields)));
    expect(status).toBe(1);
    expect(error).toContain('error[idx-size]');
    expect(error).toContain('40 bytes');
    expect(error).toContain('truncated.nn:6:');
  });

  it('a label out of range', () => {
    file('rows.csv', rows('7'));
    const { status, error } = shown('train', file('labels.nn', recipe(csvFields('rows.csv'))));
    expect(status).toBe(1);
    expect(error).toContain('error[label-range]');
    expect(error).toContain('Row 3');
    expect(error).toContain('labels.nn:');
  });
});

describe('a command used wrongly', () => {
  it.each([
    [['chek', 'model.nn'], 'check'],
    [['check'], 'file'],
    [['check', '--frobnicate', 'x.nn'], '--frobnicate'],
    [['check', '--set', 'epochs', 'x.nn'], 'key=value'],
    [['train', '--seed', '-1', 'x.nn'], '--seed'],
    [['train', '--backend', 'cuda', 'x.nn'], 'wasm'],
    [['graph', 'x.nn', '-o', 'x.gif'], '.svg'],
    [['plugins', 'rleu'], 'relu'],
    [['new', '../Evil Name'], 'name'],
  ])('nn %j', (words, hint) => {
    const { status, error } = shown(...words);
    expect(status).toBe(2);
    expect(error).toContain(hint);
  });
});
