import { initializer, sizeOf } from '@neurite/contract';

/** 1 everywhere. */
export const ones = initializer({
  name: 'ones',
  summary: 'Ones: for the scales of normalizers.',
  formula: '1',
  description: 'For scales, as of `batch_norm`. Not for kernels: units that begin equal stay so.',
  options: {},
  initialize: ({ shape }) => new Float64Array(sizeOf(shape)).fill(1),
  draw: (shape, { ops }) => ops.ones(shape),
});
