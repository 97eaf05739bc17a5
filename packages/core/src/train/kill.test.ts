import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostRandom } from '@neurite/program';
import { build } from 'esbuild';

const core = fileURLToPath(new URL('../../', import.meta.url));
// Beside the sources, so that the bundle finds the same packages.
const place = join(core, 'node_modules', `.kill-test-${process.pid}`);
const script = join(place, 'child.mjs');
let folder: string;

beforeAll(async () => {
  await mkdir(place, { recursive: true });
  await build({
    entryPoints: [join(core, 'src/test/child.ts')],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['@neurite/source'],
    external: ['@tensorflow/*'],
    logLevel: 'error',
  });
}, 60_000);
afterAll(() => rm(place, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'neurite-kill-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the child, and kills it without warning once it has written so many lines; gives its digest if it came to its end. */
const run = (backend: string, run_: string, lines = Infinity): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, run_, backend], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.split('\n').length > lines) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0 || signal === 'SIGKILL'
        ? resolve(/digest (\w+)/.exec(text)?.[1])
        : reject(new Error(`The child ended with ${code ?? signal}.`)),
    );
  });

describe.each(['cpu', 'wasm'])('a process that trains on %s', (backend) => {
  it('may be killed at any moment, again and again, and comes to the same weights', async () => {
    const expected = await run(backend, join(folder, 'undisturbed'));
    expect(expected).toMatch(/^[0-9a-f]{64}$/);
    const random = hostRandom(2, backend);
    const disturbed = join(folder, 'disturbed');
    let kills = 0;
    for (let digest: string | undefined; digest === undefined; kills++) {
      expect(kills).toBeLessThan(100);
      digest = await run(backend, disturbed, 1 + random.integer(8));
      if (digest !== undefined) expect(digest).toBe(expected);
    }
    expect(kills).toBeGreaterThan(5);
  }, 180_000);
});
