import { initializer, sizeOf } from '@neurite/contract';

/** 0 everywhere. */
export const zeros = initializer({
  name: 'zeros',
  summary: 'Zeros: for biases.',
  formula: '0',
  description: 'Not for the kernels of hidden layers: all units of a layer would stay equal for ever.',
  options: {},
  initialize: ({ shape }) => new Float64Array(sizeOf(shape)),
  draw: (shape, { ops }) => ops.zeros(shape),
});
