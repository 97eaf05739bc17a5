import type { Diagnostic, Outcome } from '@neurite/contract';
import { nearest } from '@neurite/language';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { report } from './diagnostics.js';

/** A `.nn` text and the name under which diagnostics speak of it. */
export interface SourceFile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

// The compiler has the same limit; reading a file of gigabytes only to refuse it would be rude.
const largest = 2 * 1024 * 1024;

const failed = (diagnostic: Diagnostic): Outcome<never> => ({ ok: false, diagnostics: [diagnostic] });

const reasonOf = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'ENOSPC') return 'no space left on the device';
  if (code === 'EROFS') return 'the file system is read-only';
  return code ?? String(error);
};
export { reasonOf };

const missing = (file: string, path: string): Outcome<never> => {
  const neighbours = (() => {
    try {
      return readdirSync(dirname(path)).filter((name) => name.endsWith('.nn'));
    } catch {
      return [];
    }
  })();
  const close = nearest(basename(path), neighbours);
  return failed(
    report('file-missing', {
      file,
      ...(close === undefined ? {} : { suggestion: join(dirname(file), close) }),
    }),
  );
};

const decode = (file: string, bytes: Uint8Array): Outcome<string> => {
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // Find the place: the longest prefix that decodes, by bisection.
    let good = 0;
    let bad = bytes.length;
    while (bad - good > 1) {
      const middle = (good + bad) >> 1;
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
        good = middle;
      } catch {
        bad = middle;
      }
    }
    return failed(report('file-not-text', { file, byte: good }));
  }
};

/** Reads a `.nn` file, or says in a diagnostic why that cannot be. */
export const readSource = (file: string, cwd: string): Outcome<SourceFile> => {
  const path = resolve(cwd, file);
  try {
    const status = statSync(path);
    if (status.isDirectory()) {
      const help = `Name the .nn file in it, as in ${file.replace(/\/+$/, '')}/model.nn.`;
      return failed(report('file-is-folder', { file }, { help }));
    }
    if (status.size > largest)
      return failed(report('file-too-large', { file, bytes: status.size, limit: largest }));
    const text = decode(file, readFileSync(path));
    return text.ok
      ? { ok: true, value: { name: relative(cwd, path) || file, path, text: text.value } }
      : text;
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code === 'ENOENT' ||
      (error as NodeJS.ErrnoException).code === 'ENOTDIR'
    )
      return missing(file, path);
    return failed(report('file-unreadable', { file, reason: reasonOf(error) }));
  }
};
