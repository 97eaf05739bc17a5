import { layer } from '@neurite/contract';

/** Axes of extent 1 after the batch. */
export const insertAxes = layer({
  name: 'insert_axes',
  family: 'arithmetic',
  summary: 'Axes of extent 1 after the batch, so that values of different rank align.',
  formula: 'y[0, …, 0, i] = x[i]',
  options: { count: { type: 'int', minimum: 0, doc: 'How many.' } },
  inputs: { x: 'n[batch, ...s]' },
  outputs: { y: 'n[batch, ...inserted(s, count)]' },
  examples: [
    { code: 'insert_axes(1)', options: { count: 1 }, inputs: { x: [[1, 2]] }, expect: { y: [[[1, 2]]] } },
  ],
  apply: ({ x }, { ops, options }) => {
    const [batch, ...rest] = ops.shape(x);
    const ones = Array.from({ length: options.count }, () => 1);
    return { outputs: { y: ops.reshape(x, [batch!, ...ones, ...rest]) } };
  },
});
