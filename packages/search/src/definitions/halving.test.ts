import type { MoveResult } from '@neurite/contract';
import { hostRandom } from '@neurite/program';
import { describeDefinition } from '@neurite/testing';
import { halving } from './halving.js';

describeDefinition(halving, []);

/** Trials and epochs of each rung, where every trial costs what its number says. */
const rungs = (trials: number, epochs: number, factor = 3, least = 1): readonly (readonly number[])[] => {
  const history: MoveResult[] = [];
  const found: (readonly number[])[] = [];
  for (;;) {
    const moves = halving.next(
      { axes: [{ kind: 'range' }], trials, epochs, history },
      { options: { factor, least }, random: (name) => hostRandom(1, name) },
    );
    if (moves.length === 0) return found;
    found.push([moves.length, moves[0]!.epochs]);
    history.push(...moves.map((move) => ({ ...move, cost: move.trial })));
  }
};

describe('halving', () => {
  // Li et al. 2018, table 1: the brackets of Hyperband with R = 81, η = 3 are successive halvings.
  it.each([
    [
      81,
      [
        [81, 1],
        [27, 3],
        [9, 9],
        [3, 27],
        [1, 81],
      ],
    ],
    [
      34,
      [
        [34, 3],
        [11, 9],
        [3, 27],
        [1, 81],
      ],
    ],
    [
      15,
      [
        [15, 9],
        [5, 27],
        [1, 81],
      ],
    ],
    [
      8,
      [
        [8, 27],
        [2, 81],
      ],
    ],
  ])('cuts %d trials of 81 epochs down as published', (trials, expected) => {
    expect(rungs(trials, 81)).toEqual(expected);
  });

  it('lets the best go on, and none that diverged', () => {
    const history = [4, 1, Infinity, 2, 3, 0].map((cost, trial) => ({
      trial,
      place: [trial / 6],
      epochs: 1,
      cost,
    }));
    const moves = halving.next(
      { axes: [{ kind: 'range' }], trials: 6, epochs: 2, history },
      { options: { factor: 2, least: 1 }, random: (name) => hostRandom(1, name) },
    );
    expect(moves).toEqual([
      { trial: 5, place: [5 / 6], epochs: 2 },
      { trial: 1, place: [1 / 6], epochs: 2 },
      { trial: 3, place: [3 / 6], epochs: 2 },
    ]);
  });

  it('says where nothing would be left out', () => {
    const request = { axes: [{ kind: 'range' }] as const, trials: 2, epochs: 10 };
    expect(halving.problem!(request, { factor: 3, least: 1 })).toContain('at least 3 trials and 3 epochs');
  });
});
