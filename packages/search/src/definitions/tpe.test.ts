import type { Axis, MoveResult } from '@neurite/contract';
import { hostRandom } from '@neurite/program';
import { describeDefinition } from '@neurite/testing';
import { random } from './random.js';
import { tpe } from './tpe.js';

describeDefinition(tpe, []);

/** Best at (0.7, 0.2) and with item 3: 0 there, and up to 2.13 elsewhere. */
const cost = ([x, y, item]: readonly number[]): number =>
  (x! - 0.7) ** 2 + (y! - 0.2) ** 2 + (item === 3 ? 0 : 1);

const axes: readonly Axis[] = [{ kind: 'range' }, { kind: 'range' }, { kind: 'items', size: 6 }];

const bestOf = (strategy: typeof tpe | typeof random, seed: number, trials: number): number => {
  const history: MoveResult[] = [];
  const options = { startup: 10, good: 0.15, candidates: 24 };
  for (;;) {
    const moves = strategy.next(
      { axes, trials, epochs: 1, history },
      { options, random: (name) => hostRandom(seed, name) },
    );
    if (moves.length === 0) return Math.min(...history.map((move) => move.cost));
    history.push(...moves.map((move) => ({ ...move, cost: cost(move.place) })));
  }
};

describe('tpe', () => {
  it('finds a minimum better than chance does', () => {
    const seeds = Array.from({ length: 40 }, (_, seed) => seed);
    const won = seeds.filter((seed) => bestOf(tpe, seed, 60) < bestOf(random, seed, 60)).length;
    // A sign test: if both were alike, 29 or more of 40 would win with a probability of 0.3 %.
    expect(won).toBeGreaterThanOrEqual(29);
    const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[20]!;
    // Of 60 random places a sixth has the item, and the nearest of ten is a good 0.01 away: 1 / (10 π).
    expect(median(seeds.map((seed) => bestOf(tpe, seed, 60)))).toBeLessThan(0.01);
  });

  it('is not led astray by trials that diverged', () => {
    const history = Array.from({ length: 20 }, (_, trial) => ({
      trial,
      place: [trial / 20],
      epochs: 1,
      cost: trial < 10 ? Infinity : trial,
    }));
    const [move] = tpe.next(
      { axes: [{ kind: 'range' }], trials: 30, epochs: 1, history },
      { options: { startup: 10, good: 0.15, candidates: 24 }, random: (name) => hostRandom(1, name) },
    );
    expect(move!.place[0]).toBeGreaterThan(0.4);
  });
});
