import type { DiagnosticRow } from './diagnostic.js';

// An alias: tables of other packages spell it out in their declarations.
type File = { readonly file: string };
const error = <A>(
  message: (parts: A) => string,
  help?: (parts: A) => string | undefined,
): DiagnosticRow<A> => ({
  severity: 'error',
  message,
  ...(help === undefined ? {} : { help }),
});

/** What can be wrong with a file, whoever reads or writes it: rows for the tables of packages that do. */
export const fileDiagnostics = {
  'file-missing': error(
    ({ file }: File & { readonly suggestion?: string }) => `There is no file "${file}".`,
    ({ suggestion }) => (suggestion === undefined ? undefined : `Did you mean "${suggestion}"?`),
  ),
  'file-is-folder': error(({ file }: File) => `"${file}" is a folder, not a file.`),
  'file-unreadable': error(
    ({ file, reason }: File & { readonly reason: string }) => `"${file}" cannot be read: ${reason}.`,
  ),
  'file-too-large': error(
    ({ file, bytes, limit }: File & { readonly bytes: number; readonly limit: number }) =>
      `"${file}" has ${bytes} bytes, more than the limit of ${limit}.`,
  ),
  'file-changed': error(
    ({ file }: File) => `"${file}" has changed since it was opened.`,
    () => 'What is read while it is needed must stay as it is until the end.',
  ),
  'file-outside-project': error(
    ({ file }: File) => `"${file}" is outside this project.`,
    () =>
      'Files are named by paths relative to the file that names them, inside the project and without links that lead out.',
  ),
  'file-unwritable': error(
    ({ file, reason }: File & { readonly reason: string }) => `"${file}" cannot be written: ${reason}.`,
  ),
} as const;
