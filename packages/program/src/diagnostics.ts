import { reporter, type DiagnosticTable } from '@neurite/contract';

/** What this package tells users. Everything else that it finds wrong is a broken invariant. */
export const diagnostics = {
  'stage-not-a-chain': {
    severity: 'error',
    message: (parts: { stage: string; path: string }) =>
      `Stage "${parts.stage}" cannot be decoded: ${parts.path} takes more than one value that has to be reconstructed.`,
    help: () => 'Put the codes so that each stage is a chain of layers, without branches.',
  },
  'layer-without-mirror': {
    severity: 'error',
    message: (parts: { stage: string; layer: string; path: string }) =>
      `Stage "${parts.stage}" cannot be decoded: ${parts.layer} at ${parts.path} is not linear and changes the shape, so nothing takes its output back to its input.`,
    help: () =>
      'Stages may hold linear layers (dense, convolutions, reshaping), pooling, activations, normalizers and noise.',
  },
  'stage-form': {
    severity: 'error',
    message: (parts: { stage: string; method: string; activation: string }) =>
      `Stage "${parts.stage}" is not what ${parts.method} trains: one linear layer, and ${parts.activation}.`,
    help: (parts: { activation: string }) =>
      `Let each code be made by a layer such as dense(64) or conv2d(8, kernel: 3), and end in ${parts.activation}.`,
  },
} as const satisfies DiagnosticTable;

export const report = reporter(diagnostics);
