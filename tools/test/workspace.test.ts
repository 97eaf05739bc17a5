import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmName, packages } from '../workspace.mjs';

interface Entry {
  readonly folder: string;
  readonly uses: readonly string[];
  readonly tests?: readonly string[];
  readonly bundled?: boolean;
}
const root = fileURLToPath(new URL('../..', import.meta.url));
const entries = Object.entries(packages as Record<string, Entry>);
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the list of packages', () => {
  it('names every package there is', () => {
    const found = readdirSync(join(root, 'packages'), { recursive: true, encoding: 'utf8' })
      .filter((path) => /^(backends\/)?[a-z-]+\/package\.json$/.test(path))
      .map((path) => path.replace('/package.json', ''));
    expect(entries.map(([, { folder }]) => folder).sort()).toEqual(found.sort());
  });

  it.each(entries)(
    'agrees with package.json and tsconfig.json of %s',
    (key, { folder, uses, tests = [], bundled }) => {
      const manifest = JSON.parse(read(`packages/${folder}/package.json`)) as Record<
        string,
        Record<string, string>
      >;
      const own = (table: Record<string, string> = {}) =>
        Object.keys(table).filter((name) => /^(@neurite\/|neurite$)/.test(name));
      expect(manifest['name']).toBe(npmName(key));
      // What is bundled into the command is needed to build it, not to run it.
      const needed = own(manifest[bundled ? 'devDependencies' : 'dependencies']);
      expect(needed.sort()).toEqual(uses.map(npmName).sort());
      if (!bundled) expect(own(manifest['devDependencies']).sort()).toEqual(tests.map(npmName).sort());

      const { references = [] } = JSON.parse(read(`packages/${folder}/tsconfig.json`)) as {
        references?: { path: string }[];
      };
      const paths = references.map(({ path }) =>
        relative(join(root, 'packages'), join(root, 'packages', folder, path)),
      );
      expect(paths.sort()).toEqual(
        [...uses, ...tests].map((name) => (packages as Record<string, Entry>)[name]!.folder).sort(),
      );
    },
  );

  it('has no cycles', () => {
    const done = new Set<string>();
    const visit = (key: string, path: readonly string[]): void => {
      expect(path).not.toContain(key);
      if (done.has(key)) return;
      const { uses, tests = [] } = (packages as Record<string, Entry>)[key]!;
      for (const next of [...uses, ...tests]) visit(next, [...path, key]);
      done.add(key);
    };
    for (const [key] of entries) visit(key, []);
  });
});

describe('the boundaries between packages', () => {
  // A file that breaks them is planted and linted; without a cached project graph the rule would be skipped in silence.
  const planted = join(root, 'packages/contract/src/planted-violation.ts');
  const lint = (text: string): string => {
    writeFileSync(planted, text);
    try {
      const { stdout } = spawnSync(
        process.execPath,
        [join(root, 'node_modules/eslint/bin/eslint.js'), planted],
        {
          cwd: root,
          encoding: 'utf8',
        },
      );
      return stdout;
    } finally {
      rmSync(planted);
    }
  };

  it('are enforced by the linter', () => {
    execFileSync(join(root, 'node_modules/.bin/nx'), ['sync:check'], { cwd: root, stdio: 'ignore' });
    expect(lint("export * from '@neurite/program';\n")).toContain('@nx/enforce-module-boundaries');
    expect(lint("export { tensor } from '@tensorflow/tfjs-core';\n")).toContain('no-restricted-imports');
    expect(lint("export { CstParser } from 'chevrotain';\n")).toContain('no-restricted-imports');
    expect(lint('export const fine = 1;\n')).toBe('');
  }, 60_000);
});

describe('the lock file', () => {
  it('names no registry', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/);
    expect(read('.npmrc')).toContain('omit-lockfile-registry-resolved=true');
  });
});

describe('docs/dependencies.md', () => {
  it('justifies every dependency', () => {
    const text = read('docs/dependencies.md');
    const names = new Set<string>();
    for (const file of [
      'package.json',
      'tools/package.json',
      ...entries.map(([, { folder }]) => `packages/${folder}/package.json`),
    ]) {
      if (!existsSync(join(root, file))) continue;
      const { dependencies = {}, devDependencies = {} } = JSON.parse(read(file)) as Record<
        string,
        Record<string, string>
      >;
      for (const name of [...Object.keys(dependencies), ...Object.keys(devDependencies)])
        if (!/^(@neurite\/|neurite$|@types\/)/.test(name)) names.add(name);
    }
    const missing = [...names].filter(
      (name) =>
        !text.includes(name) &&
        !(name.startsWith('@nx/') || name === '@jest/globals' || /^@tensorflow\/tfjs-/.test(name)),
    );
    expect(missing).toEqual([]);
  });
});
