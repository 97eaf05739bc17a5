import type { Capabilities } from '@neurite/contract';

const common = {
  memory: 'opaque',
  exact: true,
  composites: [],
  supports: () => true,
  lowerings: {},
} as const satisfies Partial<Capabilities>;

/** What `cpu` can do: everything, one operation at a time, and not fast. */
export const capabilities: Capabilities = Object.freeze({
  ...common,
  name: 'cpu',
  summary: 'The reference in plain TypeScript: float32 tensors, sums in double precision.',
  precision: 'float32',
});

/** What `cpu64` can do: the same in double precision throughout. */
export const capabilities64: Capabilities = Object.freeze({
  ...common,
  name: 'cpu64',
  summary: 'The reference in double precision, for checking gradients.',
  precision: 'float64',
});
