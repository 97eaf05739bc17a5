import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nn, temporaryFolder } from './nn.js';

// A plugin package as anybody may write one, in a project that depends on it.

const { path: folder, remove } = temporaryFolder();
afterAll(remove);

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

const definitions = (bound: number): string => `
import { writeFileSync } from 'node:fs';
writeFileSync(new URL('./ran', import.meta.url), '');
const traits = { range: '[0, ${bound}]', zeroCentred: false, saturates: 'both sides', cost: 'comparison', initializer: 'he_normal' };
export const capped = Object.freeze({
  kind: 'layer', name: 'capped', version: 1, family: 'activation', summary: 'Cuts off.', options: {}, transparent: true,
  inputs: { x: '[...s]' }, outputs: { y: '[...s]' }, parameters: {}, state: {}, activation: traits,
  apply: ({ x }, { ops }) => ({ outputs: { y: ops.clip(x, 0, ${bound}) } }),
});
`;
const manifest = (dependencies: object): string => JSON.stringify({ name: 'project', dependencies });
const text = `use "neurite-capped"
model Net { input point: [2]  output scores = point -> dense(8) -> capped -> dense(2) }
data Moons { source: moons(60)  test: 20  field label = label -> one_of(2) }
train Run { model: Net  data: Moons  loss: cross_entropy  optimizer: adam  epochs: 1 }
`;
const place = 'node_modules/neurite-capped';

beforeAll(() => {
  write('package.json', manifest({ 'neurite-capped': '1.0.0' }));
  write('net.nn', text);
  write(
    `${place}/package.json`,
    JSON.stringify({ name: 'neurite-capped', version: '1.0.0', type: 'module' }),
  );
  write(`${place}/definitions.js`, definitions(6));
});

const codes = (): readonly string[] => {
  const { out } = nn(folder, 'check', 'net.nn', '--json');
  const { files } = JSON.parse(out) as { files: { diagnostics: { code: string }[] }[] };
  return files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
};

describe('a plugin package', () => {
  it('is of no use before it has a catalog file, which the command writes', () => {
    expect(codes()).toContain('package-without-catalog');
    const { status, error } = nn(join(folder, place), 'plugins', '--write-catalog', './definitions.js');
    expect([status, error]).toEqual([0, 'wrote neurite.catalog.json: 1 definitions\n']);
    rmSync(join(folder, place, 'ran'));
    expect(codes()).toEqual([]);
    const { out } = nn(folder, 'summary', 'net.nn', '--json');
    const { layers } = JSON.parse(out) as { layers: { kind: string; initializer: string | null }[] };
    expect(layers.map(({ kind }) => kind)).toEqual(['dense', 'capped', 'dense']);
    expect(layers[0]!.initializer).toBe('he_normal (asked for by capped)');
    // Looking at a file has run nothing of the package.
    expect(() => rmSync(join(folder, place, 'ran'))).toThrow('ENOENT');
  });

  it('trains, is judged and predicts', () => {
    const trained = nn(folder, 'train', 'net.nn', '--backend', 'cpu');
    expect(trained.status).toBe(0);
    expect(nn(folder, 'eval', 'Run', '--backend', 'cpu').status).toBe(0);
    const { out } = nn(folder, 'predict', 'Run', '[0.5, 0.25]', '--json', '--backend', 'cpu');
    expect(JSON.parse(out)).toMatchObject({
      outputs: { scores: [expect.any(Number), expect.any(Number)] },
    });
  });

  it('is run only where the project depends on it, and is what it says', () => {
    write('package.json', manifest({}));
    expect(codes()).toContain('package-not-dependency');
    expect(nn(folder, 'eval', 'Run', '--backend', 'cpu').status).toBe(1);
    write('package.json', '{ broken');
    expect(codes()).toContain('package-not-dependency');
    write('package.json', manifest({ 'neurite-capped': '1.0.0', 'neurite-gone': '1.0.0' }));
    write('net.nn', text.replace('neurite-capped', 'neurite-gone'));
    expect(codes()).toContain('package-not-installed');
    write('net.nn', text);
    write(`${place}/definitions.js`, definitions(6).replace("name: 'capped'", "name: 'other'"));
    expect(nn(folder, 'train', 'net.nn', '--backend', 'cpu').error).toContain('package-mismatch');
    write(`${place}/definitions.js`, 'throw new Error("not today")');
    const broken = nn(folder, 'train', 'net.nn', '--backend', 'cpu');
    expect([broken.status, broken.error]).toEqual([1, expect.stringContaining('not today')]);
    // A link that leads out of the package.
    write('evil.js', definitions(6));
    rmSync(join(folder, place, 'definitions.js'));
    symlinkSync(join(folder, 'evil.js'), join(folder, place, 'definitions.js'));
    expect(nn(folder, 'train', 'net.nn', '--backend', 'cpu').error).toContain('outside');
  });
});
