import { distribution } from '@neurite/contract';

/** Every one of several values. */
export const each = distribution({
  name: 'each',
  summary: 'Every one of several values: the folds of a validation, seeds, sizes of a learning curve.',
  description: 'A range such as `0..5` stands for its numbers, the last one excluded.',
  options: {},
  takes: 'values',
  exhaustive: true,
  examples: [{ code: 'data.fold ~ each(0..5)' }],
  axes: ({ values }) => [{ kind: 'items', size: values.length }],
  sample: ([index], { values }) => values[index!]!,
});
