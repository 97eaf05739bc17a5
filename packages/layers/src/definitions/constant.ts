import { layer } from '@neurite/contract';

/** A number of the text. */
export const constant = layer({
  name: 'constant',
  family: 'arithmetic',
  summary: 'One number; what a number among values means.',
  formula: 'value',
  options: {
    value: { type: 'float', doc: 'The number; truth values are 0 and 1.' },
    dtype: { type: 'choice', choices: ['float32', 'int32', 'bool'], default: 'float32', doc: 'Its dtype.' },
  },
  inputs: {},
  outputs: { y: 'dtype[]' },
  examples: [
    { code: 'constant(2.5)', options: { value: 2.5 }, expect: { y: 2.5 } },
    { code: 'constant(1, bool)', options: { value: 1, dtype: 'bool' }, expect: { y: true } },
  ],
  apply: (_inputs, { ops, options }) => ({ outputs: { y: ops.constant(options.value, [], options.dtype) } }),
});
