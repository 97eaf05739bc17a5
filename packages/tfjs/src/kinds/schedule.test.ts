import { schedule } from '@neurite/contract';
import { eager } from '../eager.js';

it('schedules are functions of the step', () => {
  const linear = eager(
    schedule({
      summary: 'Falls to a part of the rate.',
      name: 'linear',
      options: { to: { type: 'float', default: 0, minimum: 0, doc: 'The last factor.' } },
      factor: (step, steps, { to }) => 1 - ((1 - to) * step) / steps,
    }),
  );
  expect([linear(1, 4), linear(4, 4, { to: 0.5 })]).toEqual([0.75, 0.5]);
  expect(() => linear(1, 4, { to: -1 })).toThrow('Option "to" of linear must be at least 0, not -1.');
});
