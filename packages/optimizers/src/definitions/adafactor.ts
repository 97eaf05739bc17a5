import { optimizer, type Ops, type Shape } from '@neurite/contract';

const isMatrix = (shape: Shape): boolean => shape.length >= 2;

/** `√(1/n · Σ x²)` of a whole tensor. */
const rootMeanSquare = <T>(x: T, ops: Ops<T>): T => ops.sqrt(ops.mean(ops.square(x)));

/** Adam whose squares are remembered by their sums over rows and columns. */
export const adafactor = optimizer({
  name: 'adafactor',
  summary:
    'Remembers the squares of a matrix of gradients by the means of its rows and columns alone: next to no memory.',
  formula:
    'r ← βr + (1 − β) · mean over columns of (g² + ε₁), c alike over rows; u = g / √(r cᵀ / mean r); w ← w − max(ε₂, rms w) · min(η, 1/√t) · u / max(1, rms u / d), β = 1 − t^decay',
  description:
    'For models whose weights barely fit: `adam` keeps two numbers for each weight, this one a row and a column. The rate is relative to the size of the weights. Tensors of more axes are many matrices of the last two; vectors keep a whole mean of squares.',
  references: ['Shazeer, Stern 2018, arXiv:1804.04235'],
  options: {
    rate: {
      type: 'float',
      default: 0.01,
      minimum: 0,
      doc: 'η, the step size as a part of the size of the weights; never more than 1/√t.',
    },
    decay: {
      type: 'float',
      default: -0.8,
      below: 0,
      doc: 'How fast the mean of squares becomes longer: β = 1 − t^decay.',
    },
    clip: { type: 'float', default: 1, above: 0, doc: 'd, the largest root mean square of a step.' },
    epsilon: { type: 'float', default: 1e-30, above: 0, doc: 'ε₁, added to squares.' },
    smallest: {
      type: 'float',
      default: 1e-3,
      above: 0,
      doc: 'ε₂, the size that weights have at least: those that are 0 move as well.',
    },
  },
  examples: [{ code: 'adafactor' }, { code: 'adafactor(rate: 0.1)', options: { rate: 0.1 } }],
  elementwise: false,
  slots: ['row', 'column', 'square'],
  slotShape: (slot, shape) => {
    if (!isMatrix(shape)) return slot === 'square' ? shape : [];
    const [rows, columns] = shape.slice(-2) as [number, number];
    const shapes = { row: [rows, 1], column: [1, columns] };
    return slot === 'square' ? [] : [...shape.slice(0, -2), ...shapes[slot]];
  },
  scalarNames: ['rate', 'keep', 'renew'],
  scalars: (step, rate, { decay }) => {
    const renew = step ** decay;
    return { rate: Math.min(rate, 1 / Math.sqrt(step)), keep: 1 - renew, renew };
  },
  update: ({ parameter, gradient, slots, scalars }, { ops, options: { clip, epsilon, smallest } }) => {
    const squares = ops.add(ops.square(gradient), epsilon);
    const renewed = (slot: typeof parameter, x: typeof parameter) =>
      ops.add(ops.mul(slot, scalars.keep), ops.mul(x, scalars.renew));
    const next = isMatrix(ops.shape(parameter))
      ? {
          row: renewed(slots.row, ops.mean(squares, -1, true)),
          column: renewed(slots.column, ops.mean(squares, -2, true)),
          square: slots.square,
        }
      : { row: slots.row, column: slots.column, square: renewed(slots.square, squares) };
    // Two roots instead of the root of a product, which would be 0 where both are tiny.
    const scaled = isMatrix(ops.shape(parameter))
      ? ops.mul(
          ops.mul(gradient, ops.rsqrt(ops.div(next.row, ops.mean(next.row, -2, true)))),
          ops.rsqrt(next.column),
        )
      : ops.mul(gradient, ops.rsqrt(next.square));
    const length = ops.div(
      ops.mul(ops.maximum(rootMeanSquare(parameter, ops), smallest), scalars.rate),
      ops.maximum(ops.div(rootMeanSquare(scaled, ops), clip), 1),
    );
    return { parameter: ops.sub(parameter, ops.mul(scaled, length)), slots: next };
  },
});
