import { initializer } from '@neurite/contract';
import { scaled } from '../scaling.js';

/** Mean 0 and variance `scale / n`, n a fan of the parameter. */
export const varianceScaling = initializer({
  name: 'variance_scaling',
  summary: 'Values of mean 0 whose variance is a scale divided by a fan of the parameter.',
  formula: 'Var = scale / n, n = fan_in, fan_out, or their mean',
  description:
    'What the initializers of the families He, Glorot and LeCun are made of; take those where they fit.',
  references: ['He, Zhang, Ren, Sun 2015, arXiv:1502.01852'],
  options: {
    scale: { type: 'float', default: 1, above: 0, doc: 'The variance times the fan.' },
    mode: { type: 'choice', choices: ['fan_in', 'fan_out', 'fan_avg'], default: 'fan_in', doc: 'Which fan.' },
    distribution: {
      type: 'choice',
      choices: ['normal', 'truncated_normal', 'uniform'],
      default: 'normal',
      doc: 'The distribution; the variance is the same for all of them.',
    },
  },
  initialize: (request, { options, random }) => scaled(request, random, options),
});
