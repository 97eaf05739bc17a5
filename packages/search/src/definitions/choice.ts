import { distribution } from '@neurite/contract';

/** One of several values. */
export const choice = distribution({
  name: 'choice',
  summary: 'One of several values, all of them alike: numbers, words or layers, as the setting takes them.',
  formula: 'values[⌊u · n⌋]',
  description: 'A range such as `1..4` stands for its numbers. Where every value must be tried, use `each`.',
  options: {},
  takes: 'values',
  examples: [{ code: 'model.act ~ choice(relu, elu, selu, swish)' }],
  axes: ({ values }) => [{ kind: 'items', size: values.length }],
  sample: ([index], { values }) => values[index!]!,
});
