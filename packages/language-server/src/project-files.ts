import { failure, type Outcome, success } from '@neurite/contract';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { report } from './diagnostics.js';
import { insideProject, projectRoot } from './project.js';

interface Text {
  readonly source: string;
  readonly text: string;
}

/** What the server reads of the disk: imported files, and the `.nn` files of the project. */
export interface ProjectFiles {
  read(path: string, from: string): Outcome<Text>;
  /** All `.nn` files of the folders that are open; kept until `forget`. */
  all(): readonly Text[];
  forget(): void;
}

/** More than anybody reads; a network and its recipes are one or two files. */
const mostFiles = 1_000;
const largestFile = 2 ** 20;
const ignored: ReadonlySet<string> = new Set(['node_modules', 'dist', 'runs']);

const slashes = (path: string): string => path.replaceAll('\\', '/');

const readText = (path: string): string | undefined => {
  try {
    const file = statSync(path);
    return file.isFile() && file.size <= largestFile ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
};

export const createProjectFiles = (folders: () => readonly string[]): ProjectFiles => {
  let known: readonly Text[] | undefined;
  const list = (): readonly Text[] => {
    const found: Text[] = [];
    const enter = (folder: string): void => {
      let entries;
      try {
        entries = readdirSync(folder, { withFileTypes: true });
      } catch {
        return;
      }
      for (const entry of entries) {
        if (found.length >= mostFiles) return;
        const path = join(folder, entry.name);
        // Links are not followed: they may lead out of the project, or in a circle.
        if (entry.isDirectory() && !ignored.has(entry.name) && !entry.name.startsWith('.')) enter(path);
        else if (entry.isFile() && entry.name.endsWith('.nn')) {
          const text = readText(path);
          if (text !== undefined) found.push({ source: slashes(path), text });
        }
      }
    };
    folders().forEach(enter);
    return found;
  };
  return {
    read: (path, from) => {
      if (!isAbsolute(from)) return failure(report('import-unavailable', { path }));
      const folder = dirname(from);
      const target = insideProject(projectRoot(folder), folder, path);
      if (target === undefined) return failure(report('file-outside-project', { file: path }));
      const text = readText(target);
      return text === undefined
        ? failure(report('file-missing', { file: path }))
        : success({ source: slashes(target), text });
    },
    all: () => (known ??= list()),
    forget: () => {
      known = undefined;
    },
  };
};
