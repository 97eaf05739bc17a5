import { constant, cosine, inverseTime, oneCycle, warmup } from './definitions/index.js';

describe('schedules', () => {
  it('constant takes what is left, or as long as it says', () => {
    expect(constant.duration!({ duration: null, factor: 1 })).toBeUndefined();
    expect(constant.duration!({ duration: 30, factor: 1 })).toBe(30);
    expect(constant.factor(7, 10, { duration: null, factor: 0.3 })).toBe(0.3);
  });

  it('warmup moves at its first step and has the whole rate at its last', () => {
    expect(warmup.factor(0, 4, { duration: 4 })).toBe(0.25);
    expect(warmup.factor(3, 4, { duration: 4 })).toBe(1);
  });

  it('cosine ends at its floor and stays there', () => {
    const options = { duration: null, floor: 0.2 };
    expect(cosine.factor(0, 10, options)).toBe(1);
    expect(cosine.factor(5, 10, options)).toBeCloseTo(0.6, 12);
    expect(cosine.factor(10, 10, options)).toBeCloseTo(0.2, 12);
    expect(cosine.factor(99, 10, options)).toBeCloseTo(0.2, 12);
  });

  it('one_cycle rises from its start to 1 and falls to its end', () => {
    const options = { rise: 0.3, start: 0.04, end: 4e-6, duration: null };
    expect(oneCycle.factor(0, 100, options)).toBeCloseTo(0.04, 12);
    expect(oneCycle.factor(15, 100, options)).toBeCloseTo(0.52, 12);
    expect(oneCycle.factor(30, 100, options)).toBe(1);
    expect(oneCycle.factor(65, 100, options)).toBeCloseTo(0.500002, 12);
    expect(oneCycle.factor(100, 100, options)).toBeCloseTo(4e-6, 12);
  });

  it('inverse_time halves after `every` steps', () => {
    expect(inverseTime.factor(50, 100, { every: 50, decay: 1, duration: null })).toBe(0.5);
  });
});
