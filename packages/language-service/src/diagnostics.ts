import { reporter } from '@neurite/contract';

/** What the service itself finds; its code has a page in docs/errors/. */
export const table = {
  'import-unavailable': {
    severity: 'error',
    message: ({ path }: { readonly path: string }) =>
      `"${path}" cannot be imported here: it is not open, and nothing reads files.`,
  },
} as const;

export const report = reporter(table);
