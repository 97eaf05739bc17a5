import type { Diagnostic } from '@neurite/contract';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { report } from './diagnostics.js';
import { reasonOf } from './source-file.js';

/** Writes a file whole or not at all; undefined, or why it could not. */
export const writeWhole = (path: string, content: string | Uint8Array): Diagnostic | undefined => {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(temporary, 'w');
    try {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
      for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    return undefined;
  } catch (error) {
    rmSync(temporary, { force: true });
    return report('file-unwritable', { file: path, reason: reasonOf(error) });
  }
};
