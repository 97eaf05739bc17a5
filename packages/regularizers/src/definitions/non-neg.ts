import { constraint } from '@neurite/contract';

/** Makes negative weights 0. */
export const nonNeg = constraint({
  name: 'non_neg',
  summary: 'Makes negative weights 0.',
  formula: 'w ≥ 0',
  description:
    'Where contributions are to be read as parts of a whole. Needs inputs that are not negative to be of use.',
  references: [
    'Chorowski, Zurada 2015, Learning Understandable Neural Networks With Nonnegative Weight Constraints',
  ],
  options: {},
  examples: [{ code: 'non_neg', parameters: { w: [-1, 0, 2] }, expect: { w: [0, 0, 2] } }],
  project: (w, { ops }) => ops.relu(w),
});
