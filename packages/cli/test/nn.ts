import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The command as users run it: `npm test` bundles it first. */
export const program = fileURLToPath(new URL('../bin/nn.js', import.meta.url));
export const workspace = fileURLToPath(new URL('../../..', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

const environment = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };

/** Where `nn` is run, and what its environment has besides. */
type Place = string | { readonly cwd: string; readonly environment: Readonly<Record<string, string>> };

/** Runs `nn` to its end. */
export const nn = (place: Place, ...words: readonly string[]): Ended => {
  const { cwd, environment: own } = typeof place === 'string' ? { cwd: place, environment: {} } : place;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    cwd,
    encoding: 'utf8',
    env: { ...environment, ...own },
    // Far more than any of these needs; a hang must not stop the whole run.
    timeout: 120_000,
  });
  return { status, out: stdout, error: stderr };
};

/** Starts `nn` and leaves it running. */
export const start = (cwd: string, ...words: readonly string[]) =>
  spawn(process.execPath, [program, ...words], { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });

/** A folder that goes away after the test. */
export const temporaryFolder = (): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'neurite-cli-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

export const jsonLines = (text: string): readonly Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
