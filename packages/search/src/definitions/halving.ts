import { strategy, type Move } from '@neurite/contract';
import { anywhere } from '../places.js';

/** How often the trials can be cut down: each time the number of trials falls, and the epochs of each grow, by the factor. */
const cuts = (trials: number, epochs: number, factor: number, least: number): number => {
  let count = 0;
  while (factor ** (count + 1) <= Math.min(trials, epochs / least)) count++;
  return count;
};

/** Successive halving. */
export const halving = strategy({
  name: 'halving',
  summary: 'Successive halving: many short trainings, of which the best go on for longer.',
  formula: 'rung k: ⌊n · η⁻ᵏ⌋ trials for R · η^(k − s) epochs, s = ⌊log_η min(n, R / r)⌋',
  description:
    'Trials that go on do so from where they were, by the schedule of the whole recipe. It misjudges settings that begin slowly and end well, such as small rates; then `random` is safer.',
  references: [
    'Jamieson, Talwalkar 2016, Non-stochastic Best Arm Identification and Hyperparameter Optimization, arXiv:1502.07943',
    'Li, Jamieson, DeSalvo, Rostamizadeh, Talwalkar 2018, Hyperband, JMLR 18, arXiv:1603.06560',
  ],
  options: {
    factor: {
      type: 'int',
      default: 3,
      minimum: 2,
      doc: 'Of so many trials one goes on, for so many times the epochs.',
    },
    least: { type: 'int', default: 1, minimum: 1, doc: 'The least epochs of a trial.' },
  },
  compares: true,
  partial: true,
  problem: ({ trials, epochs }, { factor, least }) =>
    cuts(trials, epochs, factor, least) === 0
      ? `With ${trials} trials of ${epochs} epochs nothing is left out: it needs at least ${factor} trials and ${factor * least} epochs.`
      : undefined,
  next: ({ axes, trials, epochs, history }, { options: { factor, least }, random }) => {
    const rungs = cuts(trials, epochs, factor, least);
    const epochsOf = (rung: number): number => Math.max(least, Math.round(epochs * factor ** (rung - rungs)));
    let moves: readonly Move[] = Array.from({ length: trials }, (_, trial) => ({
      trial,
      place: anywhere(axes, random(`trial/${trial}`)),
      epochs: epochsOf(0),
    }));
    let seen = 0;
    for (let rung = 1; history.length > seen; rung++) {
      const results = history.slice(seen, seen + moves.length);
      seen += moves.length;
      if (rung > rungs) return [];
      moves = results
        .filter(({ cost }) => cost < Infinity)
        .sort((a, b) => a.cost - b.cost || a.trial - b.trial)
        .slice(0, Math.floor(trials * factor ** -rung))
        .map(({ trial, place }) => ({ trial, place, epochs: epochsOf(rung) }));
    }
    return moves;
  },
});
