import { schedule } from '@neurite/contract';

/** From 0 to 1 in a straight line. */
export const warmup = schedule({
  name: 'warmup',
  summary: 'Rises to the rate in a straight line: `warmup(500 steps) then cosine`.',
  formula: '(t + 1) / T',
  description:
    'Before another schedule: `warmup(500 steps) then cosine`. For transformers and large batches, whose first gradients mislead.',
  references: ['Goyal et al. 2017, arXiv:1706.02677'],
  options: { duration: { type: 'duration', minimum: 1, doc: 'How long.' } },
  examples: [{ code: 'warmup(500 steps)', options: { duration: 500 } }],
  duration: ({ duration }) => duration,
  // The first step already moves, and the last step of the warm-up has the whole rate.
  factor: (step, steps) => Math.min(1, (step + 1) / steps),
});
