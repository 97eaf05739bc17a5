import { strategy } from '@neurite/contract';
import { estimate } from '../parzen.js';
import { anywhere } from '../places.js';

/** Tree-structured Parzen estimators. */
export const tpe = strategy({
  name: 'tpe',
  summary: 'Tries what is likely among the good trials and unlikely among the others.',
  formula: 'argmax over draws from good of good(x) / rest(x), along each axis',
  description:
    'The first trials are random. It pays from some dozens of trials on; with fewer it is `random`.',
  references: ['Bergstra, Bardenet, Bengio, Kégl 2011, Algorithms for Hyper-Parameter Optimization, NeurIPS'],
  options: {
    startup: { type: 'int', default: 10, minimum: 1, doc: 'Random trials before the first guess.' },
    good: {
      type: 'float',
      default: 0.15,
      above: 0,
      below: 1,
      doc: 'The part of the trials that counts as good.',
    },
    candidates: { type: 'int', default: 24, minimum: 1, doc: 'Draws of which the best guess is tried.' },
  },
  compares: true,
  next: ({ axes, trials, epochs, history }, { options: { startup, good, candidates }, random }) => {
    const trial = history.length;
    if (trial >= trials) return [];
    const chance = random(`trial/${trial}`);
    if (trial < startup) return [{ trial, place: anywhere(axes, chance), epochs }];
    const sorted = [...history].sort((a, b) => a.cost - b.cost || a.trial - b.trial);
    const best = sorted.slice(0, Math.ceil(good * trial));
    const rest = sorted.slice(best.length);
    const place = axes.map((axis, index) => {
      const seen = (moves: typeof best) =>
        estimate(
          axis,
          moves.map((move) => move.place[index]!),
        );
      const [likely, unlikely] = [seen(best), seen(rest)];
      const drawn = Array.from({ length: candidates }, () => likely.draw(chance));
      const gain = (value: number): number => likely.logDensity(value) - unlikely.logDensity(value);
      return drawn.reduce((first, second) => (gain(second) > gain(first) ? second : first));
    });
    return [{ trial, place, epochs }];
  },
});
