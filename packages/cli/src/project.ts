import type { Outcome } from '@neurite/contract';
import { insideProject, projectRoot } from '@neurite/language-server/project';
import { dirname, join, relative } from 'node:path';
import { report } from './diagnostics.js';
import { readSource } from './source-file.js';

export { projectRoot };

/** Reads imported files of the project, and remembers their texts for diagnostics. */
export const projectImports = (folder: string, cwd: string, texts: Map<string, string>) => {
  const root = projectRoot(folder);
  return (name: string, from: string): Outcome<{ readonly source: string; readonly text: string }> => {
    const path = insideProject(root, dirname(join(cwd, from)), name);
    if (path === undefined)
      return { ok: false, diagnostics: [report('file-outside-project', { file: name })] };
    const source = readSource(relative(cwd, path), cwd);
    if (!source.ok) return source;
    texts.set(source.value.name, source.value.text);
    return { ok: true, value: { source: source.value.name, text: source.value.text } };
  };
};
