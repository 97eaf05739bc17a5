import { reporter, type DiagnosticRow } from '@neurite/contract';

export const diagnostics = {
  'backend-cannot': {
    severity: 'error',
    message: ({ backend, primitive, path, reason }) =>
      `The backend "${backend}" cannot run ${primitive} of layer "${path}": ${reason}`,
    help: () => 'Choose another backend, or say the layer in another way.',
  } satisfies DiagnosticRow<{ backend: string; primitive: string; path: string; reason: string }>,
} as const;

export const report = reporter(diagnostics);
