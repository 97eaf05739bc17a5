import { initializer } from '@neurite/contract';
import { matrixOf, orthogonalMatrix } from '../matrix.js';

/** Orthonormal, then scaled so that what the layer makes of the first batch has variance 1. */
export const lsuv = initializer({
  name: 'lsuv',
  summary:
    'Layer-sequential unit variance: orthonormal, then scaled until the outputs of the layer have variance 1.',
  formula: 'W ← W / √Var(x · W), layer after layer, on the first batch',
  description:
    'The only initializer that looks at data: before training, the first examples of the training part go through the network as far as the layer. Whatever activations lie between, each layer starts with outputs of variance 1. Does nothing inside `weight_norm`, and without data it is `orthogonal`.',
  references: ['Mishkin, Matas 2016, All You Need Is a Good Init, arXiv:1511.06422'],
  options: {
    tolerance: { type: 'float', default: 0.01, above: 0, doc: 'How far from 1 the variance may be.' },
    rounds: { type: 'int', default: 10, minimum: 1, doc: 'How often it is scaled at most.' },
  },
  initialize: ({ shape }, { random }) => {
    const { rows, columns } = matrixOf(shape);
    return orthogonalMatrix(rows, columns, random);
  },
  calibrate: (outputs, { options: { tolerance, rounds }, round }) => {
    const values = Float64Array.from(outputs);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const isDone = round >= rounds || Math.abs(variance - 1) <= tolerance;
    // Outputs that do not vary cannot be made to.
    return isDone || !(variance > 0 && Number.isFinite(variance)) ? undefined : 1 / Math.sqrt(variance);
  },
});
