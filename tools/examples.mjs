// Checks every example, and trains the ones that are small enough to train everywhere.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './setup.mjs';

const nn = (...words) => run(process.execPath, ['packages/cli/bin/nn.js', ...words]);

const files = readdirSync(join(root, 'examples'), { recursive: true })
  .filter((name) => name.endsWith('.nn'))
  .map((name) => join('examples', name))
  .sort();
nn('check', ...files);
nn('fmt', '--check', ...files);
nn('train', 'examples/digits.nn', '--set', 'epochs=1', '--quiet');
run(process.execPath, ['tools/claims.mjs', '--fast']);
