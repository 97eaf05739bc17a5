import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { keywords } from '@neurite/language';

const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly patterns?: readonly Pattern[];
}

describe('the VS Code extension', () => {
  const folder = mkdtempSync(join(tmpdir(), 'neurite-vscode-'));
  const read = (name: string): string => readFileSync(join(folder, 'extension', name), 'utf8');
  beforeAll(() => {
    const arguments_ = [
      'tools/vscode/build.mjs',
      join(folder, 'extension'),
      '--package',
      join(folder, 'neurite.vsix'),
    ];
    execFileSync(process.execPath, arguments_, { cwd: root, stdio: 'pipe' });
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('packages', () => {
    const archive = join(folder, 'neurite.vsix');
    expect(statSync(archive).size).toBeGreaterThan(3_000);
    // Names stand in a zip archive as they are.
    const names = readFileSync(archive, 'latin1');
    for (const name of ['package.json', 'nn.tmLanguage.json', 'language-configuration.json', 'icon.png'])
      expect(names).toContain(`extension/${name}`);
  });

  it('contributes only files that are there', () => {
    const { contributes, icon } = JSON.parse(read('package.json')) as {
      readonly icon: string;
      readonly contributes: Record<'languages' | 'grammars', readonly Record<string, unknown>[]>;
    };
    const files = [
      icon,
      ...contributes.languages.map(({ configuration }) => configuration),
      ...contributes.grammars.map(({ path }) => path),
    ];
    for (const file of files) expect(existsSync(join(folder, 'extension', String(file)))).toBe(true);
  });

  it('colours every word of the language, and not where it is a name', () => {
    const { repository } = JSON.parse(read('nn.tmLanguage.json')) as {
      readonly repository: Record<string, Pattern>;
    };
    const patterns = Object.values(repository).flatMap((entry) => [entry, ...(entry.patterns ?? [])]);
    const scopeOf = (text: string, word: string): string[] =>
      patterns.flatMap(({ name, match }) => {
        if (match === undefined) return [];
        const found = [...text.matchAll(new RegExp(match, 'gmu'))].some(([all]) => all.includes(word));
        return found ? [name ?? 'declaration'] : [];
      });
    for (const word of [...keywords.statements, ...keywords.settings])
      expect(scopeOf(`  ${word} x`, word)).toContain('keyword.other.nn');
    for (const word of [...keywords.control, ...keywords.joints])
      expect(scopeOf(`a ${word} b`, word)).toContain('keyword.control.nn');
    for (const word of keywords.declarations) expect(scopeOf(`${word} A`, word)).toContain('declaration');
    for (const word of keywords.literals)
      expect(scopeOf(`a(b: ${word})`, word)).toContain('constant.language.nn');
    expect(scopeOf('  model: Digits', 'model')).not.toContain('keyword.declaration.nn');
    expect(scopeOf('  input = x', 'input')).not.toContain('keyword.other.nn');
    expect(scopeOf('x -> conv2d(3)', 'conv2d')).toContain('entity.name.function.nn');
    expect(scopeOf('# model A', '# model A')).toContain('comment.line.number-sign.nn');
  });

  it('has an icon of 256 by 256 pixels that shows something', () => {
    const png = readFileSync(join(folder, 'extension/icon.png'));
    expect(png.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([256, 256]);
    const at = png.indexOf('IDAT') + 4;
    const pixels = inflateSync(png.subarray(at, at + png.readUInt32BE(at - 8)));
    expect(pixels).toHaveLength(256 * (1 + 256 * 4));
    const colors = new Set<number>();
    for (let pixel = 0; pixel < 256; pixel++)
      colors.add(pixels.readUInt32BE(128 * (1 + 256 * 4) + 1 + pixel * 4));
    expect(colors.size).toBeGreaterThan(4);
  });
});
