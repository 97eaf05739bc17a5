import { fileDiagnostics, reporter } from '@neurite/contract';

/** Everything the command line itself can find wrong; each code has a page in docs/errors/. */
export const table = {
  ...fileDiagnostics,
  'file-not-text': {
    severity: 'error',
    message: ({ file, byte }: { readonly file: string; readonly byte: number }) =>
      `"${file}" is not UTF-8 text: byte ${byte} cannot be read.`,
    help: () => 'A .nn file is plain UTF-8 text.',
  },
} as const;

export const report = reporter(table);
