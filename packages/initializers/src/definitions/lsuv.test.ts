import { describeDefinition } from '@neurite/testing';
import { lsuv } from './lsuv.js';

describeDefinition(lsuv, []);

describe('lsuv', () => {
  const options = { tolerance: 0.01, rounds: 3 };
  const factor = (outputs: readonly number[], round = 0) => lsuv.calibrate!(outputs, { options, round });

  it('divides by the standard deviation', () => {
    expect(factor([1, 5, 1, 5])).toBeCloseTo(1 / 2, 12);
  });

  it('ends at variance 1, after the last round, and where nothing varies', () => {
    expect(factor([-1, 1.004])).toBeUndefined();
    expect(factor([1, 5], 3)).toBeUndefined();
    expect(factor([2, 2, 2])).toBeUndefined();
    expect(factor([NaN, 1])).toBeUndefined();
  });
});
