import { layer } from '@neurite/contract';
import { affine, affineOptions, affineParameters, standardized } from '../normalize.js';

/** `γ · (x − μ) / √(σ² + ε) + β`, μ and σ² of the batch in training and moving averages otherwise. */
export const batchNorm = layer({
  name: 'batch_norm',
  family: 'normalizer',
  summary: 'Gives each channel mean 0 and variance 1 over the batch, then a learned scale and shift.',
  formula: 'γ · (x − μ) / √(σ² + ε) + β',
  description:
    'In training μ and σ² are those of the batch, over all axes but the last; moving averages of them (of the unbiased variance) are kept for everything else, and used as well where the layer is frozen. Not for batches of a few examples: `layer_norm` or `group_norm` do not depend on the batch. A bias just before it has no effect: write `bias: false` there.',
  references: ['Ioffe, Szegedy 2015, arXiv:1502.03167'],
  options: {
    momentum: {
      type: 'float',
      default: 0.9,
      minimum: 0,
      maximum: 1,
      doc: 'How much of the moving averages stays at each step.',
    },
    ...affineOptions,
  },
  inputs: { x: '[batch, ...space, c]' },
  outputs: { y: '[batch, ...space, c]' },
  parameters: affineParameters,
  state: {
    mean: { shape: '[c]', initializer: 'zeros', doc: 'Moving average of μ.' },
    variance: { shape: '[c]', initializer: 'ones', doc: 'Moving average of the unbiased variance.' },
  },
  transparent: true,
  crossesExamples: true,
  examples: [
    {
      code: 'batch_norm',
      inputs: {
        x: [
          [3, -1],
          [5, 1],
        ],
      },
      parameters: { scale: [2, 1], shift: [0, 10] },
      state: { mean: [3, 1], variance: [4, 1] },
      expect: {
        y: [
          [0, 8],
          [2, 10],
        ],
      },
      tolerance: 2e-5,
    },
    {
      code: 'batch_norm',
      inputs: {
        x: [
          [3, -1],
          [5, 1],
        ],
      },
      parameters: { scale: [2, 1], shift: [0, 10] },
      state: { mean: [3, 1], variance: [4, 1] },
      training: true,
      expect: {
        y: [
          [-2, 9],
          [2, 11],
        ],
      },
      tolerance: 2e-5,
    },
  ],
  apply: ({ x }, { ops, options, parameters, state, training }) => {
    const normalized = (mean: typeof x, variance: typeof x) =>
      affine(standardized(x, mean, variance, options.epsilon, ops), parameters, options, ops);
    if (!training) {
      const { scale, shift } = parameters;
      if (!options.scale || !options.shift) return { outputs: { y: normalized(state.mean, state.variance) } };
      const given = [x, state.mean, state.variance, scale, shift, ops.constant(options.epsilon)];
      const [y] = ops.composite('batch_norm', given, ([a, mean, variance, gamma, beta, epsilon]) => [
        ops.add(ops.mul(standardized(a!, mean!, variance!, epsilon!, ops), gamma!), beta!),
      ]);
      return { outputs: { y: y! } };
    }
    const shape = ops.shape(x);
    const axes = shape.slice(0, -1).map((_, axis) => axis);
    const count = axes.reduce((product, axis) => product * shape[axis]!, 1);
    const mean = ops.mean(x, axes);
    const variance = ops.mean(ops.square(ops.sub(x, mean)), axes);
    const moved = (old: typeof x, now: typeof x) =>
      ops.add(ops.mul(old, options.momentum), ops.mul(ops.stopGradient(now), 1 - options.momentum));
    return {
      outputs: { y: normalized(mean, variance) },
      state: {
        mean: moved(state.mean, mean),
        // One example has no unbiased variance; the biased one is 0 then, as it must be.
        variance: moved(state.variance, ops.mul(variance, count / Math.max(1, count - 1))),
      },
    };
  },
});
