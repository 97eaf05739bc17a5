import { failure, success, transform } from '@neurite/contract';
import { madeColumn } from '../bytes/made-column.js';
import { typeWords } from '../bytes/type-words.js';
import { report } from '../diagnostics.js';

/** Class numbers to weights of classes: 1 for the class, 0 for the others. */
export const oneHot = transform({
  name: 'one_hot',
  summary: 'Class numbers as weights of all classes: 1 for the class, 0 for the others.',
  formula: 'y[c] = 1 where c = x, 0 elsewhere',
  description:
    'Losses and metrics of classes take weights as well as numbers; what mixes examples needs weights.',
  options: { classes: { type: 'int', minimum: 1, doc: 'How many classes there are.' } },
  inputs: { x: 'int32[batch]' },
  outputs: { y: '[batch, classes]' },
  host: async (column, { options: { classes }, above }) => {
    if (typeof column.type === 'string' || column.type.dtype !== 'int32' || column.type.shape.length > 0)
      return failure(
        report('one-hot-type', {
          found: typeWords(column),
        }),
      );
    const { data } = column;
    const wrong = data.findIndex((label) => label < 0 || label >= classes);
    if (wrong >= 0) return failure(report('label-range', { row: wrong + 1, label: data[wrong]!, classes }));
    const weights = madeColumn(
      {
        type: { dtype: 'float32', shape: [classes] },
        count: data.length,
        step: 'one_hot',
        fill: (row, out, at) => void (out[at + data[row]!] = 1),
      },
      above,
    );
    return weights.ok ? success({ column: weights.value }) : weights;
  },
});
