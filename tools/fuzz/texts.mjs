import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';

const folders = ['examples', 'packages/language/test/golden', 'packages/compiler/test/golden'];

/** The texts that are changed: the examples, or with `all` also every golden text. */
export const readTexts = ({ all = false } = {}) =>
  folders.slice(0, all ? undefined : 1).flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.nn'))
      .sort()
      .map((name) => ({ name: join(folder, name), text: readFileSync(join(root, folder, name), 'utf8') })),
  );
