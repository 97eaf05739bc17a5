import type { Axis } from '@neurite/contract';
import { hostRandom } from '@neurite/program';
import { describeDefinition } from '@neurite/testing';
import { grid } from './grid.js';

describeDefinition(grid, []);

const placesOf = (axes: readonly Axis[], trials: number) =>
  grid
    .next({ axes, trials, epochs: 1, history: [] }, { options: {}, random: () => hostRandom(0, 'unused') })
    .map(({ place }) => place);

describe('grid', () => {
  it('spaces values of ranges evenly, ends included, and takes every item', () => {
    expect(placesOf([{ kind: 'range' }], 3)).toEqual([[0], [0.5], [1]]);
    expect(placesOf([{ kind: 'items', size: 2 }, { kind: 'range' }], 5)).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    expect(placesOf([{ kind: 'range' }, { kind: 'range' }, { kind: 'range' }], 27)).toHaveLength(27);
  });

  it('says where there are too few trials', () => {
    expect(grid.problem!({ axes: [{ kind: 'items', size: 5 }], trials: 4, epochs: 1 }, {})).toBe(
      'There are 5 combinations, and only 4 trials to try them.',
    );
  });
});
