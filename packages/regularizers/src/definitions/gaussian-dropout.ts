import { layer, normal } from '@neurite/contract';

/** Multiplies by normal noise around 1. */
export const gaussianDropout = layer({
  name: 'gaussian_dropout',
  family: 'noise',
  summary: 'In training, multiplies by normal noise of mean 1 and the variance that dropout would have.',
  formula: 'x · N(1, std = √(rate / (1 − rate)))',
  description: 'In place of `dropout`, with noise and no zeros. In training only.',
  references: ['Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov 2014, JMLR 15'],
  options: {
    rate: {
      type: 'float',
      default: 0.5,
      minimum: 0,
      below: 1,
      doc: 'The rate of the dropout that it resembles.',
    },
  },
  inputs: { x: '[...s]' },
  outputs: { y: '[...s]' },
  transparent: true,
  examples: [
    { code: 'gaussian_dropout(0.5)', options: { rate: 0.5 }, inputs: { x: [1, -2] }, expect: { y: [1, -2] } },
  ],
  apply: ({ x }, context) => {
    const { ops, options, training } = context;
    if (!training || options.rate === 0) return { outputs: { y: x } };
    const deviation = Math.sqrt(options.rate / (1 - options.rate));
    const factor = ops.add(ops.mul(normal('noise', ops.shape(x), context), deviation), 1);
    return { outputs: { y: ops.mul(x, factor) } };
  },
});
