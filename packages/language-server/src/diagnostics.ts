import { fileDiagnostics, reporter } from '@neurite/contract';

/** What can be wrong with imported files; each code has a page in docs/errors/. */
export const table = {
  'file-missing': fileDiagnostics['file-missing'],
  'file-outside-project': fileDiagnostics['file-outside-project'],
  'import-unavailable': {
    severity: 'error',
    message: ({ path }: { readonly path: string }) =>
      `"${path}" cannot be imported here: this text is no file of a project yet.`,
    help: () => 'Save the file first.',
  },
} as const;

export const report = reporter(table);
