import { hostRandom } from '@neurite/program';
import { describeDefinition } from '@neurite/testing';
import { incomingNorm } from './incoming-norm.js';

describeDefinition(incomingNorm, []);

describe('incoming_norm', () => {
  const context = { options: {}, random: hostRandom(1, 'length') };

  it('is the length of each column of the parameter that it starts from', () => {
    const of = { shape: [2, 1, 3], data: [3, 0, 1, 4, -2, 1] };
    expect([...incomingNorm.initialize({ shape: [3], fanIn: 1, fanOut: 1, of }, context)]).toEqual([
      5,
      2,
      Math.SQRT2,
    ]);
  });
});
