import { layer } from '@neurite/contract';
import { kept } from '../kept.js';

// What SELU gives far below 0: −λα.
const floor = -1.7580993408473766;

/** Dropout for SELU: keeps mean 0 and variance 1. */
export const alphaDropout = layer({
  name: 'alpha_dropout',
  family: 'noise',
  summary:
    'In training, sets values to the lower limit of SELU and rescales so that mean 0 and variance 1 stay.',
  formula: 'a · (x · m − λα · (1 − m)) + b',
  description: 'After `selu` only.',
  references: ['Klambauer, Unterthiner, Mayr, Hochreiter 2017, arXiv:1706.02515'],
  options: {
    rate: { type: 'float', default: 0.1, minimum: 0, below: 1, doc: 'The probability to be dropped.' },
  },
  inputs: { x: '[...s]' },
  outputs: { y: '[...s]' },
  transparent: true,
  examples: [
    { code: 'alpha_dropout(0.1)', options: { rate: 0.1 }, inputs: { x: [1, -2] }, expect: { y: [1, -2] } },
  ],
  apply: ({ x }, context) => {
    const { ops, options, training } = context;
    const { rate } = options;
    if (!training || rate === 0) return { outputs: { y: x } };
    // For an x of mean 0 and variance 1: dropping gives mean rate · floor and variance (1 − rate)(1 + rate · floor²).
    const scale = 1 / Math.sqrt((1 - rate) * (1 + rate * floor ** 2));
    const shift = -scale * rate * floor;
    const mask = kept(ops.shape(x), rate, context);
    const dropped = ops.add(ops.mul(ops.sub(x, floor), mask), floor);
    return { outputs: { y: ops.add(ops.mul(dropped, scale), shift) } };
  },
});
