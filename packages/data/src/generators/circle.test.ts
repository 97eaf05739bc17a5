import { circlePoint } from './circle.js';

describe('circlePoint', () => {
  it('agrees with Math.cos and Math.sin to the rounding of the angle', () => {
    for (let step = -4000; step <= 4000; step++) {
      const turns = step / 1000 + step * 1e-7;
      const [x, y] = circlePoint(turns);
      const angle = 2 * Math.PI * (turns - Math.floor(turns));
      expect(Math.abs(x - Math.cos(angle))).toBeLessThan(2e-15);
      expect(Math.abs(y - Math.sin(angle))).toBeLessThan(2e-15);
    }
  });
});
