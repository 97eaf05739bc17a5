#!/usr/bin/env node
// A launcher that exists before anything is built, so that npm can link it; the program itself is bundle/main.js.
import { existsSync } from 'node:fs';

const program = new URL('../bundle/main.js', import.meta.url);
if (!existsSync(program)) {
  process.stderr.write(
    'nn has not been built in this checkout yet. Run `npm start` or `npm run build` once.\n',
  );
  process.exit(70);
}
await import(program.href);
