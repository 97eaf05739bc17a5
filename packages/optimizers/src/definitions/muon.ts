import { optimizer, type Ops, type Shape } from '@neurite/contract';
import { adamOptions, adamScalars, adamStep } from '../adam.js';

const isMatrix = (shape: Shape): boolean => shape.length >= 2;

/**
 * The matrix with the same singular vectors, and singular values near 1: Newton and Schulz's iteration, with the coefficients of
 * Jordan 2024, which climb fastest and end between 0.7 and 1.2.
 */
const orthogonalized = <T>(x: T, iterations: number, ops: Ops<T>): T => {
  const [rows, columns] = ops.shape(x) as readonly [number, number];
  const length = ops.add(ops.sqrt(ops.sum(ops.square(x))), 1e-7);
  // The product of a wide matrix with its transpose is the smaller one.
  let y = ops.div(rows > columns ? ops.transpose(x) : x, length);
  for (let i = 0; i < iterations; i++) {
    const product = ops.matMul(y, y, { transposeB: true });
    const polynomial = ops.add(ops.mul(product, -4.775), ops.mul(ops.matMul(product, product), 2.0315));
    y = ops.add(ops.mul(y, 3.4445), ops.matMul(polynomial, y));
  }
  return rows > columns ? ops.transpose(y) : y;
};

/** Momentum whose matrices are made orthogonal. */
export const muon = optimizer({
  name: 'muon',
  summary:
    'Steps whose matrices are made orthogonal, so that rare directions count as much as frequent ones; vectors are left to AdamW.',
  formula:
    'v ← μv + g; w ← (1 − ηλ)w − η · 0.2√max(rows, columns) · U Vᵀ, with U S Vᵀ = g + μv; vectors as in `adamw`',
  description:
    'Steps are as large as those of AdamW, whose rate and decay therefore fit. Kernels of convolutions are matrices from all they read to their filters. Tables of embeddings are matrices too, which the paper leaves to Adam.',
  references: [
    'Jordan et al. 2024, Muon: An optimizer for hidden layers',
    'Liu et al. 2025, arXiv:2502.16982',
  ],
  options: {
    rate: adamOptions.rate,
    momentum: {
      type: 'float',
      default: 0.95,
      minimum: 0,
      below: 1,
      doc: 'μ: how much of the velocity stays.',
    },
    nesterov: { type: 'bool', default: true, doc: 'Whether to look ahead along the velocity.' },
    decay: { type: 'float', default: 0.01, minimum: 0, doc: 'λ, the decay.' },
    iterations: {
      type: 'int',
      default: 5,
      minimum: 1,
      maximum: 20,
      doc: 'How often a matrix is brought nearer to an orthogonal one.',
    },
    beta1: { ...adamOptions.beta1, doc: 'β₁ of AdamW for vectors.' },
    beta2: { ...adamOptions.beta2, default: 0.95, doc: 'β₂ of AdamW for vectors.' },
    epsilon: adamOptions.epsilon,
  },
  examples: [
    { code: 'muon' },
    { code: 'muon(rate: 2e-3, nesterov: false)', options: { rate: 2e-3, nesterov: false } },
  ],
  elementwise: false,
  slots: ['mean', 'square'],
  slotShape: (slot, shape) => (slot === 'square' && isMatrix(shape) ? [] : shape),
  scalarNames: ['rate', 'vector_rate', 'correction', 'shrink'],
  scalars: (step, rate, options) => {
    const vectors = adamScalars(step, rate, options);
    return {
      rate,
      vector_rate: vectors.rate,
      correction: vectors.correction,
      shrink: 1 - rate * options.decay,
    };
  },
  update: ({ parameter, gradient, slots, scalars }, { ops, options }) => {
    const kept = ops.mul(parameter, scalars.shrink);
    const shape = ops.shape(parameter);
    if (!isMatrix(shape)) {
      const rates = { rate: scalars.vector_rate, correction: scalars.correction };
      const { step, ...next } = adamStep({ gradient, slots, scalars: rates }, options, ops);
      return { parameter: ops.sub(kept, step), slots: next };
    }
    const velocity = ops.add(ops.mul(slots.mean, options.momentum), gradient);
    const direction = options.nesterov ? ops.add(gradient, ops.mul(velocity, options.momentum)) : velocity;
    const matrix = ops.reshape(direction, [-1, shape.at(-1)!]);
    const step = ops.reshape(orthogonalized(matrix, options.iterations, ops), shape);
    // The root mean square of an orthogonal matrix is 1/√max(rows, columns); that of Adam's steps is about 0.2.
    const size = 0.2 * Math.sqrt(Math.max(...ops.shape(matrix)));
    return {
      parameter: ops.sub(kept, ops.mul(step, ops.mul(scalars.rate, size))),
      slots: { mean: velocity, square: slots.square },
    };
  },
});
