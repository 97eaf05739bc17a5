import { layer } from '@neurite/contract';

/** The same values in another dtype. */
export const cast = layer({
  name: 'cast',
  family: 'arithmetic',
  summary: 'The same values in another dtype.',
  formula: 'x',
  description: 'From float32 to int32 it drops the fraction; to bool it asks whether a value differs from 0.',
  options: { dtype: { type: 'choice', choices: ['float32', 'int32', 'bool'], doc: 'The dtype to have.' } },
  inputs: { x: 'n[...s]' },
  outputs: { y: 'dtype[...s]' },
  examples: [
    { code: 'cast(float32)', options: { dtype: 'float32' }, inputs: { x: [1, 2] }, expect: { y: [1, 2] } },
    { code: 'cast(int32)', options: { dtype: 'int32' }, inputs: { x: [1.7, -1.7] }, expect: { y: [1, -1] } },
    { code: 'cast(bool)', options: { dtype: 'bool' }, inputs: { x: [0, -3] }, expect: { y: [false, true] } },
  ],
  apply: ({ x }, { ops, options }) => ({ outputs: { y: ops.cast(x, options.dtype) } }),
});
