import { gelu } from '@neurite/activations';
import { hostRandom } from '@neurite/tfjs';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { outcomeOf, type Claim } from './support/claim.js';
import { figure, linesOf } from './support/draw.js';
import { largest } from './support/statistics.js';
import { short } from './support/words.js';

const DRAWS = 200_000;
const places = Array.from({ length: 33 }, (_, index) => -4 + index / 4);

interface Numbers {
  /** The mean of x times its gate, at each place, and its standard error. */
  readonly gated: readonly number[];
  readonly errors: readonly number[];
  readonly exact: readonly number[];
  readonly sigmoid: readonly number[];
}

/** The largest difference from the mean of the gate, in standard errors; where no draw differed there is nothing to say. */
const surprise = (values: readonly number[], { gated, errors }: Numbers): number =>
  largest(
    values.map((value, place) => (errors[place]! > 0 ? Math.abs(value - gated[place]!) / errors[place]! : 0)),
  );

export const geluGate: Claim<Numbers> = {
  name: 'gelu-gate',
  says: 'GELU is the expectation of a gate on x that is open with the probability Φ(x).',
  conditions: `33 places from −4 to 4, ${DRAWS.toLocaleString('en')} gates each: a gate is open if a normal number lies below x, so that no formula of Φ is used.`,
  isQuick: true,
  measure: async () => {
    tf.enableProdMode();
    const random = hostRandom(7, 'gates');
    const open = new Array<number>(places.length).fill(0);
    for (let draw = 0; draw < DRAWS; draw++) {
      const normal = random.normal();
      for (const [place, x] of places.entries()) if (normal <= x) open[place]!++;
    }
    const x = tf.tensor1d(places);
    return {
      gated: places.map((at, place) => (at * open[place]!) / DRAWS),
      errors: places.map((at, place) => {
        const chance = open[place]! / DRAWS;
        return Math.abs(at) * Math.sqrt((chance * (1 - chance)) / DRAWS);
      }),
      exact: [...gelu(x).dataSync()],
      sigmoid: [...gelu(x, { approximate: 'sigmoid' }).dataSync()],
    };
  },
  // Of 33 places one lies beyond 4 standard errors once in 500 trials; the seed is fixed.
  judge: (numbers) => {
    const [exact, sigmoid] = [surprise(numbers.exact, numbers), surprise(numbers.sigmoid, numbers)];
    return {
      outcome: outcomeOf(exact < 4, sigmoid > 4),
      sentence: `Over ${DRAWS.toLocaleString('en')} draws the mean lies within ${short(exact)} standard errors of gelu(x) everywhere; the approximation x·σ(1.702x) is told apart, at ${short(sigmoid)} standard errors.`,
    };
  },
  table: (numbers) => ({
    head: ['x', 'mean of the gate', 'gelu(x)', 'x·σ(1.702x)'],
    rows: places
      .map((x, place) => [
        String(x),
        `${short(numbers.gated[place]!)} ± ${short(numbers.errors[place]!)}`,
        short(numbers.exact[place]!),
        short(numbers.sigmoid[place]!),
      ])
      .filter((_, place) => place % 4 === 0),
  }),
  draw: ({ gated, exact, sigmoid }) =>
    figure(
      'GELU is a gate on average',
      `${DRAWS.toLocaleString('en')} draws of a gate that is open with the probability Φ(x)`,
      {
        title: 'activation',
        xLabel: 'x',
        series: [
          ...linesOf({ 'gelu(x)': exact }, places),
          {
            name: 'mean of the gate',
            colour: '#ea580c',
            loose: true,
            points: places.map((x, i) => [x, gated[i]!]),
          },
        ],
      },
      {
        title: 'difference from it',
        xLabel: 'x',
        series: linesOf(
          {
            'gelu(x)': exact.map((value, place) => value - gated[place]!),
            'x·σ(1.702x)': sigmoid.map((value, place) => value - gated[place]!),
          },
          places,
        ),
      },
    ),
};
