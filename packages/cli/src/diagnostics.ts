import { reporter } from '@neurite/contract';

interface File {
  readonly file: string;
}

/** Everything the command line itself can find wrong; each code has a page in docs/errors/. */
export const table = {
  'file-missing': {
    severity: 'error',
    message: ({ file }: File) => `There is no file "${file}".`,
    help: ({ suggestion }: File & { readonly suggestion?: string }) =>
      suggestion === undefined ? undefined : `Did you mean "${suggestion}"?`,
  },
  'file-is-folder': {
    severity: 'error',
    message: ({ file }: File) => `"${file}" is a folder, not a file.`,
    help: ({ file }: File) => `Name the .nn file in it, as in ${file.replace(/\/+$/, '')}/model.nn.`,
  },
  'file-unreadable': {
    severity: 'error',
    message: ({ file, reason }: File & { readonly reason: string }) => `Could not read "${file}": ${reason}.`,
  },
  'file-not-text': {
    severity: 'error',
    message: ({ file, byte }: File & { readonly byte: number }) =>
      `"${file}" is not UTF-8 text: byte ${byte} cannot be read.`,
    help: () => 'A .nn file is plain UTF-8 text.',
  },
  'file-too-large': {
    severity: 'error',
    message: ({ file, bytes, limit }: File & { readonly bytes: number; readonly limit: number }) =>
      `"${file}" has ${bytes} bytes; a .nn file may have ${limit}.`,
  },
  'file-outside-project': {
    severity: 'error',
    message: ({ file }: File) => `"${file}" is outside this project.`,
    help: () =>
      'A .nn file may name files of its own project only: relative paths, without links that lead out.',
  },
  'file-unwritable': {
    severity: 'error',
    message: ({ file, reason }: File & { readonly reason: string }) =>
      `Could not write "${file}": ${reason}.`,
  },
} as const;

export const report = reporter(table);
