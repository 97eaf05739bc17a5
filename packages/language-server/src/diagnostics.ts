import { reporter } from '@neurite/contract';

interface File {
  readonly file: string;
}

/** What can be wrong with imported files; each code has a page in docs/errors/. */
export const table = {
  'import-unavailable': {
    severity: 'error',
    message: ({ path }: { readonly path: string }) =>
      `"${path}" cannot be imported here: this text is no file of a project yet.`,
    help: () => 'Save the file first.',
  },
  'file-outside-project': {
    severity: 'error',
    message: ({ file }: File) => `"${file}" is outside this project.`,
    help: () =>
      'A .nn file may name files of its own project only: relative paths, without links that lead out.',
  },
  'file-missing': {
    severity: 'error',
    message: ({ file }: File) => `There is no file "${file}" that can be read.`,
  },
} as const;

export const report = reporter(table);
