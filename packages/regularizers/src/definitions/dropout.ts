import { layer } from '@neurite/contract';
import { kept } from '../kept.js';

/** Zero with probability `rate` in training, the rest divided by `1 − rate`. */
export const dropout = layer({
  name: 'dropout',
  family: 'noise',
  summary:
    'In training, drops each value with some probability and scales the others up; otherwise passes everything.',
  formula: 'x · m / (1 − rate), m ~ Bernoulli(1 − rate)',
  description:
    'After `selu` use `alpha_dropout`, in convolutional networks `spatial_dropout` or `drop_path`.',
  references: ['Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov 2014, JMLR 15'],
  options: {
    rate: { type: 'float', default: 0.5, minimum: 0, below: 1, doc: 'The probability to be dropped.' },
  },
  inputs: { x: '[...s]' },
  outputs: { y: '[...s]' },
  transparent: true,
  examples: [
    { code: 'dropout(0.5)', options: { rate: 0.5 }, inputs: { x: [1, -2, 3] }, expect: { y: [1, -2, 3] } },
  ],
  apply: ({ x }, context) => {
    const { ops, options, training } = context;
    if (!training || options.rate === 0) return { outputs: { y: x } };
    const mask = kept(ops.shape(x), options.rate, context);
    return { outputs: { y: ops.mul(ops.mul(x, mask), 1 / (1 - options.rate)) } };
  },
});
