// Installs what the workspace needs, once for each lock file and version of Node. Free of dependencies: it runs before there are any.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a command in the workspace with its output shown; ends the process with its exit status where it fails. */
export const run = (command, args, options = {}) => {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
};

const requireNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) return;
  console.error(`Neurite needs Node 20.19 or later, or 22.12 or later; this is ${process.versions.node}.`);
  process.exit(1);
};

/** Installs the dependencies unless that was done for this very lock file and Node. */
export const setup = () => {
  requireNode();
  const stampFile = join(root, 'node_modules', '.neurite-stamp');
  const stamp = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(process.version)
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.error('Installing dependencies (npm ci) …');
  run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
  writeFileSync(stampFile, stamp);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) setup();
