import { record } from '@neurite/program';
import { dyingAfter } from './lifetimes.js';

it('values die after their last reader, outputs never, inputs that nobody reads at once', () => {
  const program = record(({ ops, input, output }) => {
    const x = input('x', 'batch', { dtype: 'float32', shape: [2] });
    input('unused', 'batch', { dtype: 'float32', shape: [2] });
    const y = ops.exp(x);
    const z = ops.mul(x, y);
    ops.neg(z);
    output('z', 'output', z);
  });
  // Values: x 0, unused 1, y 2, z 3, −z 4.
  expect(dyingAfter(program)).toEqual({ unread: [1], after: [[], [0, 2], [4]] });
});
