import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { packages } from '../workspace.mjs';

// Packs every package as npm would publish it, checks the packages' manifests and types, installs the tarballs in an
// empty folder outside the workspace, and uses them there.

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'neurite-pack-'));
const tarballs = join(folder, 'tarballs');
const project = join(folder, 'project');
const published = Object.values(packages as Record<string, { folder: string; private?: boolean }>).filter(
  (entry) => entry.private !== true,
);

const runIn = (cwd: string, command: string, ...words: string[]): string =>
  execFileSync(command, words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  runIn(root, process.execPath, 'node_modules/typescript/bin/tsc', '-b');
  runIn(root, process.execPath, 'tools/bundle.mjs');
  mkdirSync(tarballs);
  runIn(
    root,
    'npm',
    'pack',
    '--silent',
    '--pack-destination',
    tarballs,
    ...published.flatMap((entry) => ['-w', `packages/${entry.folder}`]),
  );
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  const files = readdirSync(tarballs).map((name) => join(tarballs, name));
  runIn(project, 'npm', 'install', '--silent', '--no-audit', '--no-fund', ...files);
}, 400_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('every package', () => {
  it('is packed', () => {
    expect(readdirSync(tarballs)).toHaveLength(published.length);
  });

  it.each(published.map(({ folder: name }) => name))('%s satisfies publint', async (name) => {
    const pkgDir = join(root, 'packages', name);
    const manifest = JSON.parse(readFileSync(join(pkgDir, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const { messages } = await publint({ pkgDir, strict: true });
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
  });

  // Packages are ES modules only: what older resolution modes make of them is not asked.
  const unasked = new Set(['node10', 'node16-cjs']);

  it('exports types that resolve', async () => {
    for (const name of readdirSync(tarballs)) {
      if (name.startsWith('neurite-cli-')) continue; // a command: it exports nothing
      const bytes = new Uint8Array(readFileSync(join(tarballs, name)));
      const result = await checkPackage(createPackageFromTarballData(bytes));
      const problems = result.types
        ? result.problems.filter(
            (problem) => !('resolutionKind' in problem) || !unasked.has(problem.resolutionKind),
          )
        : 'no types';
      expect({ name, problems }).toEqual({ name, problems: [] });
    }
  }, 400_000);
});

describe('the installed packages', () => {
  it('give plugins that work on plain tfjs tensors', () => {
    const script = `
      import * as tf from '@tensorflow/tfjs-core';
      import '@tensorflow/tfjs-backend-cpu';
      import { relu } from '@neurite/activations';
      await tf.setBackend('cpu');
      console.log([...await relu(tf.tensor1d([-1, 2])).data()].join(' '));`;
    writeFileSync(join(project, 'eager.mjs'), script);
    runIn(
      project,
      'npm',
      'install',
      '--silent',
      '--no-audit',
      '--no-fund',
      '@tensorflow/tfjs-backend-cpu@4.22.0',
    );
    expect(runIn(project, process.execPath, 'eager.mjs').trim()).toBe('0 2');
  }, 400_000);

  it('give a façade that compiles a text', () => {
    writeFileSync(
      join(project, 'facade.mjs'),
      "import { compile } from 'neurite';\nconst result = compile('model M { input x: [3] output y = x -> dense(2) }');\nconsole.log(result.ok, result.graph().value.parameters.length);\n",
    );
    expect(runIn(project, process.execPath, 'facade.mjs').trim()).toBe('true 2');
  }, 60_000);

  it('give the command nn, which makes a project and trains it', () => {
    const nn = join(project, 'node_modules/.bin/nn');
    runIn(project, nn, 'new', 'moons');
    const lines = runIn(join(project, 'moons'), nn, 'train', 'model.nn', '--json').trim().split('\n');
    const done = JSON.parse(lines.at(-1)!) as { event: string; test: { accuracy: number } };
    expect(done.event).toBe('done');
    // Two moons with little noise are separable but for a few points; guessing gives 0.5.
    expect(done.test.accuracy).toBeGreaterThan(0.9);
  }, 400_000);
});
