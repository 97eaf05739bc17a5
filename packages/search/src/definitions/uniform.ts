import { distribution } from '@neurite/contract';
import { endsOf, endsProblem, round, wholeBetween, written } from '../numbers.js';

/** Every number of a range alike. */
export const uniform = distribution({
  name: 'uniform',
  summary: 'Numbers between two ends, all of them alike; whole ones where the setting takes whole numbers.',
  formula: 'from + u · (to − from)',
  description:
    'Of a setting that may be 1 or 1000, half of all trials try more than 500: such settings want `log`.',
  options: {
    from: { type: 'float', lessThan: 'to', doc: 'The least value.' },
    to: { type: 'float', doc: 'The greatest value.' },
  },
  takes: 'options',
  examples: [{ code: 'model.drop ~ uniform(0, 0.6)', options: { from: 0, to: 0.6 } }],
  problem: endsProblem,
  axes: () => [{ kind: 'range' }],
  sample: ([place], space) => {
    const { from, to } = endsOf(space);
    return space.integer
      ? String(wholeBetween(place!, from, to))
      : written(from + place! * (to - from), from, to);
  },
  wider: (end, space) => {
    const { from, to } = endsOf(space);
    const width = to - from;
    if (end === 'high') return { from, to: round(to + width) };
    // Most settings that begin at 0 mean nothing below it.
    if (from === 0) return undefined;
    return { from: round(from > 0 ? Math.max(0, from - width) : from - width), to };
  },
});
