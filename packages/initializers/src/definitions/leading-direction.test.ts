import { hostRandom } from '@neurite/program';
import { describeDefinition } from '@neurite/testing';
import { leadingDirection } from './leading-direction.js';

describeDefinition(leadingDirection, []);

describe('leading_direction', () => {
  const context = { options: {}, random: hostRandom(1, 'direction') };
  const run = (shape: readonly number[], data: readonly number[]) => [
    ...leadingDirection.initialize({ shape: [2], fanIn: 1, fanOut: 1, of: { shape, data } }, context),
  ];

  it('is the first right singular vector', () => {
    // WᵀW = [[17, 8], [8, 17]] has the eigenvectors (1, 1) and (1, −1), of 25 and 9.
    const [a, b] = run([2, 2], [4, 1, 1, 4]);
    expect(a! / b!).toBeCloseTo(1, 12);
    expect(a! ** 2 + b! ** 2).toBeCloseTo(1, 12);
    // The last axis is that of the columns: of a convolution kernel as well.
    const [c, d] = run([3, 1, 2], [0, 1, 0, 2, 1, 0]);
    expect(Math.abs(d!)).toBeCloseTo(1, 12);
    expect(c!).toBeCloseTo(0, 12);
  });

  it('is some direction where nothing is stretched', () => {
    const [a, b] = run([2, 2], [0, 0, 0, 0]);
    expect(a! ** 2 + b! ** 2).toBeCloseTo(1, 12);
  });
});
