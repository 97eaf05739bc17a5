import type { Primitive } from '@neurite/contract';

/** The primitives by family. Tables over all primitives are put together from one file for each family. */
export const families = {
  source: ['constant', 'iota', 'uniform'],
  unary: [
    ...([
      'neg',
      'abs',
      'sign',
      'exp',
      'expm1',
      'log',
      'log1p',
      'sqrt',
      'rsqrt',
      'sin',
      'cos',
      'tanh',
    ] as const),
    ...(['sigmoid', 'relu', 'erf', 'floor', 'is_finite', 'logical_not', 'stop_gradient', 'cast'] as const),
  ],
  binary: [
    'add',
    'sub',
    'mul',
    'div',
    'pow',
    'maximum',
    'minimum',
    'equal',
    'less',
    'logical_and',
    'logical_or',
    'select',
  ],
  reduction: ['reduce_sum', 'reduce_max', 'argmax', 'cumsum', 'top_k'],
  layout: ['reshape', 'transpose', 'broadcast', 'slice', 'pad', 'concat', 'reverse'],
  index: ['gather', 'scatter_add'],
  linear: ['matmul', 'conv', 'conv_input', 'conv_kernel'],
  window: ['window_sum', 'window_spread', 'window_pick', 'window_place'],
  structure: ['scan', 'composite'],
} as const satisfies Readonly<Record<string, readonly Primitive[]>>;

export type Family = keyof typeof families;
export type PrimitiveOf<F extends Family> = (typeof families)[F][number];

/** All primitives, family by family. */
export const primitives: readonly Primitive[] = Object.values(families).flat();
