import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type BuildOptions } from 'esbuild';
import { packages } from '../workspace.mjs';

// A plugin package by itself: its README's first example gives what it says, importing it does nothing, and a bundle has of it only what it uses.

const root = fileURLToPath(new URL('../..', import.meta.url));
// Inside the workspace, so that tfjs is found in its node_modules.
const cache = join(root, 'node_modules/.cache/neurite');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'alone-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = Object.entries(packages as Record<string, { folder: string; plugin?: boolean }>)
  .filter(([name, { plugin }]) => plugin === true || name === 'tfjs')
  .map(([name]) => name);

const bundled = async (contents: string, name: string, more: BuildOptions = {}): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(root, 'packages', name), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    conditions: ['@neurite/source'],
    external: ['@tensorflow/*', 'csv-parse', 'csv-parse/*'],
    logLevel: 'silent',
    ...more,
  });
  return outputFiles[0]!.text;
};

/** Runs code as a module of its own; gives what it prints. */
const run = async (code: string, name: string): Promise<string> => {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, await bundled(code, name, { platform: 'node', target: 'node20' }));
  return execFileSync(process.execPath, [file], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
};

const firstExample = (name: string): string => {
  const text = readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');
  return /^```ts\n([\s\S]*?)^```$/m.exec(text)?.[1] ?? '';
};

const numbersIn = (text: string): readonly number[] =>
  [...text.matchAll(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g)].map(([number]) => Number(number));

describe.each(names)('@neurite/%s', (name) => {
  it('shows an example of a few lines, which prints what it says', async () => {
    const example = firstExample(name);
    // What a line prints stands behind it, up to a semicolon.
    const said = [...example.matchAll(/^(?:.*print\(\)|console\.log\(.*\)); \/\/ ([^;\n]*)/gm)].map(
      ([, comment]) => numbersIn(comment!),
    );
    expect(said.length).toBeGreaterThan(0);
    const printed = numbersIn(await run(example, name));
    expect(printed).toEqual(said.flat().map((value) => expect.closeTo(value, 4) as number));
  }, 30_000);

  it('has tfjs-core as a peer, if it needs it', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')) as {
      readonly sideEffects: boolean;
      readonly dependencies?: Readonly<Record<string, string>>;
      readonly peerDependencies?: Readonly<Record<string, string>>;
    };
    expect(manifest.sideEffects).toBe(false);
    const own = Object.keys(manifest.dependencies ?? {});
    expect(own.filter((dependency) => dependency.startsWith('@tensorflow/'))).toEqual([]);
    const needsTfjs = name === 'tfjs' || own.includes('@neurite/tfjs');
    expect(Object.keys(manifest.peerDependencies ?? {})).toEqual(needsTfjs ? ['@tensorflow/tfjs-core'] : []);
  });
});

it('importing a package does nothing', async () => {
  const imports = names.map(
    (name) => `await import('@neurite/${name}'); if (state() !== before) console.log('${name}');`,
  );
  const code = `
    import * as tf from '@tensorflow/tfjs-core';
    import '@tensorflow/tfjs-backend-cpu';
    await tf.ready();
    const state = () => [
      ...Object.getOwnPropertyNames(globalThis),
      ...Object.keys(tf.engine().registryFactory),
      ...tf.getKernelsForBackend('cpu').map(({ kernelName }) => kernelName),
      ...Object.keys(tf.env().flags),
      tf.memory().numTensors,
    ].join();
    const before = state();
    ${imports.join('\n')}
    console.log('all');`;
  expect(await run(code, 'standard')).toBe('all\n');
}, 30_000);

describe('a bundle', () => {
  /** Kilobytes, minified and gzipped, without tfjs. */
  const size = async (contents: string, name: string): Promise<number> => {
    const text = await bundled(contents, name, { minify: true, platform: 'browser' });
    return text.trim() === '' ? 0 : gzipSync(text, { level: 9 }).length / 1000;
  };

  it('has the adapter once, which is as large as its README says, and little for each plugin', async () => {
    const adapter = await size(`export { eager } from '@neurite/tfjs';`, 'tfjs');
    const relu = (await size(`export { relu } from '@neurite/activations';`, 'activations')) - adapter;
    const text = readFileSync(join(root, 'packages/tfjs/README.md'), 'utf8');
    const said =
      /adapter is ([\d.]+) kB gzipped without tfjs, shared by all plugins[^;]*; `relu` adds ([\d.]+) kB/.exec(
        text,
      );
    expect(said).not.toBeNull();
    const shown = said!.slice(1).map(Number);
    // Compressors of different versions of Node differ a little.
    expect(Math.abs(adapter - shown[0]!)).toBeLessThan(0.3);
    expect(Math.abs(relu - shown[1]!)).toBeLessThan(0.2);
    expect(relu).toBeLessThan(3);
    // Both together share it.
    const both = await size(
      `export { relu } from '@neurite/activations'; export { crossEntropy } from '@neurite/losses';`,
      'standard',
    );
    expect(both - adapter).toBeLessThan(3);
  }, 30_000);

  it('has nothing of what it does not use', async () => {
    for (const name of names)
      expect(await size(`import '@neurite/${name}'; import * as unused from '@neurite/${name}';`, name)).toBe(
        0,
      );
  }, 60_000);
});
