import { initializer, sizeOf } from '@neurite/contract';

/** One value everywhere. */
export const constant = initializer({
  name: 'constant',
  summary: 'One value everywhere.',
  formula: 'value',
  description: 'For biases and scales. Not for kernels: units that begin equal stay so.',
  options: { value: { type: 'float', doc: 'The value.' } },
  examples: [{ code: 'constant(0.5)', options: { value: 0.5 } }],
  initialize: ({ shape }, { options }) => new Float64Array(sizeOf(shape)).fill(options.value),
  draw: (shape, { options, ops }) => ops.constant(options.value, shape),
});
