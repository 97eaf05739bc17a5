import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeWorld } from './node-world.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'neurite-world-'));
  await mkdir(join(root, 'project/sub'), { recursive: true });
  await writeFile(join(root, 'secret.csv'), 'secret');
  await writeFile(join(root, 'project/a.csv'), 'a');
  await writeFile(join(root, 'project/sub/b.csv'), 'b');
  await symlink(join(root, 'secret.csv'), join(root, 'project/link.csv'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const answer = async (outcome: ReturnType<ReturnType<typeof nodeWorld>['readFile']>): Promise<string> => {
  const result = await outcome;
  return result.ok
    ? new TextDecoder().decode(result.value)
    : result.diagnostics.map(({ code }) => code).join();
};

describe('nodeWorld', () => {
  it('reads files of the project, relative to the text that names them', async () => {
    const world = nodeWorld(join(root, 'project'), join(root, 'project/sub'));
    expect(await answer(world.readFile('b.csv'))).toBe('b');
    expect(await answer(world.readFile('../a.csv'))).toBe('a');
  });

  it('says what cannot be read', async () => {
    const world = nodeWorld(join(root, 'project'));
    expect(await answer(world.readFile('c.csv'))).toBe('file-missing');
    expect(await answer(world.readFile('a.csv/d'))).toBe('file-missing');
    expect(await answer(world.readFile('sub'))).toBe('file-is-folder');
  });

  it('never leaves the project: not by dots, not by an absolute path, not through a link', async () => {
    const world = nodeWorld(join(root, 'project'));
    for (const name of [
      '../secret.csv',
      'sub/../../secret.csv',
      join(root, 'secret.csv'),
      join(root, 'project/a.csv'),
      'link.csv',
    ])
      expect(await answer(world.readFile(name))).toBe('file-outside-project');
  });

  it('reads pieces of files, under the same rules', async () => {
    await writeFile(join(root, 'project/digits'), '0123456789');
    const { open } = nodeWorld(join(root, 'project')).streaming!;
    const file = await open('digits');
    if (!file.ok) throw new Error(file.diagnostics[0]!.message);
    expect(file.value.size).toBe(10);
    const read = async (...ranges: { offset: number; length: number }[]) => {
      const pieces = await file.value.read(ranges);
      return pieces.ok
        ? pieces.value.map((piece) => new TextDecoder().decode(piece))
        : pieces.diagnostics.map(({ code }) => code);
    };
    expect(await read({ offset: 7, length: 3 }, { offset: 0, length: 2 })).toEqual(['789', '01']);
    expect(await read({ offset: 7, length: 4 })).toEqual(['file-changed']);
    await writeFile(join(root, 'project/digits'), '0123');
    expect(await read({ offset: 0, length: 2 })).toEqual(['file-changed']);
    const codes = async (name: string) => {
      const outcome = await open(name);
      return outcome.ok ? [] : outcome.diagnostics.map(({ code }) => code);
    };
    expect(await codes('link.csv')).toEqual(['file-outside-project']);
    expect(await codes('../secret.csv')).toEqual(['file-outside-project']);
    expect(await codes('sub')).toEqual(['file-is-folder']);
    expect(await codes('none')).toEqual(['file-missing']);
  });

  it('lists folders of the project, in order, and no others', async () => {
    await mkdir(join(root, 'project/cats'));
    for (const name of ['b.png', 'a.png', 'B.png']) await writeFile(join(root, 'project/cats', name), '');
    await symlink(root, join(root, 'project/up'));
    const world = nodeWorld(join(root, 'project'));
    expect(await world.listFolder('cats')).toEqual({
      ok: true,
      value: { folders: [], files: ['B.png', 'a.png', 'b.png'] },
    });
    expect(await world.listFolder('.')).toMatchObject({
      value: { folders: ['cats', 'sub', 'up'], files: ['a.csv', 'link.csv'] },
    });
    const codeOf = async (name: string) => {
      const listed = await world.listFolder(name);
      return listed.ok ? 'ok' : listed.diagnostics[0]!.code;
    };
    expect(await codeOf('dogs')).toBe('file-missing');
    expect(await codeOf('a.csv')).toBe('file-missing');
    for (const name of ['..', 'up', join(root, 'project')])
      expect(await codeOf(name)).toBe('file-outside-project');
  });

  it('reads no pipes: they may never end', async () => {
    execFileSync('mkfifo', [join(root, 'project/pipe')]);
    expect(await answer(nodeWorld(join(root, 'project')).readFile('pipe'))).toBe('file-unreadable');
  });

  it('finds files of installed packages, and nothing beside them', async () => {
    const here = dirname(fileURLToPath(import.meta.url));
    const world = nodeWorld(here);
    expect(await answer(world.readPackageFile('mnist', 'package.json'))).toContain('"name": "mnist"');
    expect(await answer(world.readPackageFile('csv-parse', 'package.json'))).toContain('"name": "csv-parse"');
    expect(await answer(world.readPackageFile('mnist', '../csv-parse/package.json'))).toBe(
      'file-outside-project',
    );
    expect(await answer(world.readPackageFile('neurite-no-such-package', 'x'))).toBe('package-not-installed');
    for (const name of ['../mnist', '..', 'a/../../b', '/etc', './x', '@a/..'])
      expect(await answer(world.readPackageFile(name, 'package.json'))).toBe('package-not-installed');
  });
});
