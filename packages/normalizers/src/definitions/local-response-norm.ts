import { layer } from '@neurite/contract';

/** `x / (k + α/n · Σ x²)^β`, the sum over n neighbouring channels. */
export const localResponseNorm = layer({
  name: 'local_response_norm',
  family: 'normalizer',
  summary: 'Divides each value by the strength of its neighbouring channels.',
  formula: 'x / (k + α/n · Σ x²)^β, the sum over n neighbouring channels',
  description:
    'AlexNet had it; `batch_norm` has replaced it. α is divided by n, as in Caffe and PyTorch; the paper does not.',
  references: [
    'Krizhevsky, Sutskever, Hinton 2012, ImageNet Classification with Deep Convolutional Neural Networks',
  ],
  options: {
    size: { type: 'int', default: 5, minimum: 1, doc: 'n, the number of channels that are looked at.' },
    alpha: { type: 'float', default: 1e-4, minimum: 0, doc: 'α, the weight of the neighbours.' },
    beta: { type: 'float', default: 0.75, doc: 'β, the exponent.' },
    k: { type: 'float', default: 1, above: 0, doc: 'k, what is there without neighbours.' },
  },
  inputs: { x: '[...lead, c]' },
  outputs: { y: '[...lead, c]' },
  transparent: true,
  examples: [
    {
      code: 'local_response_norm(3, alpha: 3, beta: 0.5)',
      options: { size: 3, alpha: 3, beta: 0.5 },
      inputs: { x: [[1, 2, 3, 1]] },
      expect: { y: [[0.4082483, 0.5163978, 0.7745967, 0.3015113]] },
    },
  ],
  apply: ({ x }, { ops, options: { size, alpha, beta, k } }) => {
    const shape = ops.shape(x);
    // The channels as the only spatial axis; with an even size the larger half lies before.
    const squares = ops.reshape(ops.square(x), [-1, shape.at(-1)!, 1]);
    const window = {
      size: [size],
      strides: [1],
      padding: [[Math.floor(size / 2), Math.floor((size - 1) / 2)]],
    } as const;
    const sums = ops.reshape(ops.windowSum(squares, window), shape);
    return { outputs: { y: ops.mul(x, ops.pow(ops.add(ops.mul(sums, alpha / size), k), -beta)) } };
  },
});
