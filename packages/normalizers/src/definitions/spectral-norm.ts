import { layer } from '@neurite/contract';
import { lengthOf } from '../length.js';

/** `W / σ(W)`, σ the largest singular value. */
export const spectralNorm = layer({
  name: 'spectral_norm',
  family: 'normalizer',
  summary: 'Divides a weight by its largest singular value, so that its layer stretches nothing.',
  formula: 'W / σ(W), σ(W) = ‖W · u‖, u by power iteration',
  description:
    'Stands between a layer and its weights, `spectral_norm(conv2d(64, kernel: 3))`, or between a whole block and all of its weights of two or more axes. Axes before the last count as one. The direction u that W stretches most starts out right and follows W by power iteration: in training by `iterations` at each step, otherwise not at all. Keeps the discriminator of a GAN Lipschitz; of a convolution it bounds the kernel as a matrix, as the paper does, and not the convolution itself.',
  references: ['Miyato, Kataoka, Koyama, Yoshida 2018, arXiv:1802.05957'],
  options: {
    iterations: { type: 'int', default: 1, minimum: 1, doc: 'Power iterations at each step of training.' },
  },
  inputs: { w: { shape: '[...lead, c]', doc: 'A weight, W.' } },
  outputs: { y: '[...lead, c]' },
  ofWeights: true,
  state: {
    direction: { shape: '[c]', initializer: 'leading_direction', of: 'w', doc: 'u, of any length.' },
  },
  // Many iterations, because gradients are those of the formula where u has converged.
  examples: [
    {
      code: 'spectral_norm(iterations: 20)',
      options: { iterations: 20 },
      inputs: {
        w: [
          [4, 0],
          [0, 2],
        ],
      },
      state: { direction: [3, 0] },
      expect: {
        y: [
          [1, 0],
          [0, 0.5],
        ],
      },
    },
    {
      // The second singular value is half of the first: each iteration divides what is wrong by four.
      code: 'spectral_norm(iterations: 20)',
      options: { iterations: 20 },
      inputs: {
        w: [
          [4, 0],
          [0, 2],
        ],
      },
      state: { direction: [1, 1] },
      training: true,
      expect: {
        y: [
          [1, 0],
          [0, 0.5],
        ],
      },
    },
  ],
  apply: ({ w }, { ops, options, state, training }) => {
    const columns = ops.shape(w).at(-1)!;
    const matrix = ops.reshape(w, [-1, columns]);
    const unit = (x: typeof w) => ops.div(x, lengthOf(x, [0], ops));
    const constant = ops.stopGradient(matrix);
    let u = unit(ops.reshape(state.direction, [columns, 1]));
    for (let iteration = 0; training && iteration < options.iterations; iteration++) {
      const image = ops.matMul(constant, unit(ops.matMul(constant, u)), { transposeA: true });
      // A little of u turns nothing, and keeps it where W is 0.
      u = unit(ops.add(image, ops.mul(u, 1e-3)));
    }
    u = ops.stopGradient(u);
    const sigma = ops.reshape(lengthOf(ops.matMul(matrix, u), [0], ops), []);
    return { outputs: { y: ops.div(w, sigma) }, state: { direction: ops.reshape(u, [columns]) } };
  },
});
