import { exponential } from './exponential.js';

describe('exponential', () => {
  it('agrees with Math.exp', () => {
    for (let x = 0; x > -700; x -= 0.37) {
      expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(1e-12);
    }
    expect(exponential(0)).toBe(1);
    expect(exponential(-1000)).toBe(0);
  });
});
