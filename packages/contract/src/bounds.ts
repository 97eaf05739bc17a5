import type { Bounds, Option } from './options.js';

const bounded: ReadonlySet<Option['type']> = new Set(['int', 'float', 'extents', 'list', 'duration']);

/** The bounds of an option's numbers; none where it has no numbers. */
export const boundsOf = (option: Option): Bounds => (bounded.has(option.type) ? (option as Bounds) : {});

/** Whether a number is within bounds; what is no number never is. */
export const within = (value: number, { minimum, maximum, above, below }: Bounds): boolean =>
  !Number.isNaN(value) &&
  (minimum === undefined || value >= minimum) &&
  (maximum === undefined || value <= maximum) &&
  (above === undefined || value > above) &&
  (below === undefined || value < below);

/** `at least 1`, `between 0 and 1`, `at least 0 and below 1`; undefined where there are none. */
export const boundsText = ({ minimum, maximum, above, below }: Bounds): string | undefined => {
  if (minimum !== undefined && maximum !== undefined) return `between ${minimum} and ${maximum}`;
  const low =
    minimum !== undefined ? `at least ${minimum}` : above !== undefined ? `above ${above}` : undefined;
  const high =
    maximum !== undefined ? `at most ${maximum}` : below !== undefined ? `below ${below}` : undefined;
  return low !== undefined && high !== undefined ? `${low} and ${high}` : (low ?? high);
};
