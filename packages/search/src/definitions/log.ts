import { distribution } from '@neurite/contract';
import { endsOf, endsProblem, round, written } from '../numbers.js';

/** Every order of magnitude of a range alike. */
export const log = distribution({
  name: 'log',
  summary:
    'Numbers between two ends whose logarithms are alike: as many from 0.001 to 0.01 as from 0.01 to 0.1.',
  formula: 'from · (to / from)ᵘ',
  description: 'For rates, penalties and sizes, whose effect goes by factors.',
  references: ['Bergstra, Bengio 2012, Random Search for Hyper-Parameter Optimization, JMLR 13'],
  options: {
    from: { type: 'float', above: 0, lessThan: 'to', doc: 'The least value.' },
    to: { type: 'float', above: 0, doc: 'The greatest value.' },
  },
  takes: 'options',
  examples: [{ code: 'optimizer.rate ~ log(1e-5, 1e-1)', options: { from: 1e-5, to: 1e-1 } }],
  problem: endsProblem,
  axes: () => [{ kind: 'range' }],
  sample: ([place], space) => {
    const { from, to } = endsOf(space);
    if (!space.integer) return written(from * (to / from) ** place!, from, to);
    // As if each whole number stood for all up to the next.
    return String(Math.min(to, Math.max(from, Math.floor(from * ((to + 1) / from) ** place!))));
  },
  wider: (end, space) => {
    const { from, to } = endsOf(space);
    const lower = space.integer ? Math.max(1, Math.floor(from / 10)) : from / 10;
    if (end === 'low') return lower === from ? undefined : { from: round(lower), to };
    return { from, to: round(to * 10) };
  },
});
