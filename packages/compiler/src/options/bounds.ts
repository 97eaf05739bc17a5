import type { Option } from '@neurite/contract';

interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly above?: number;
  readonly below?: number;
}

/** Whether a number is within the bounds of its option. */
export const within = (value: number, { minimum, maximum, above, below }: Bounds): boolean =>
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

const bounded: readonly Option['type'][] = ['int', 'float', 'extents', 'list', 'duration'];

export const boundsOf = (option: Option): Bounds => (bounded.includes(option.type) ? (option as Bounds) : {});

/** What an option takes, in words: `a whole number of at least 1`. */
export const expectationOf = (option: Option): string => {
  const bounds = boundsText(boundsOf(option));
  const of = bounds === undefined ? '' : ` ${bounds}`;
  const orNone =
    'default' in option && option.default === null && option.type !== 'classes' ? ', or none' : '';
  switch (option.type) {
    case 'int':
      return `a whole number${of}${orNone}`;
    case 'float':
      return `a number${of}${orNone}`;
    case 'bool':
      return 'true or false';
    case 'string':
      return `a text in quotes${orNone}`;
    case 'choice':
      return `one of ${option.choices.join(', ')}`;
    case 'extents':
      return `a whole number${of}, or a list of them${orNone}`;
    case 'padding':
      return 'same, valid, or a whole number for each side';
    case 'axis':
      return `an axis, the batch not counted${orNone}`;
    case 'axes':
      return `an axis or a list of axes, the batch not counted${orNone}`;
    case 'list':
      return `a list of ${{ int: 'whole numbers', float: 'numbers', string: 'texts' }[option.of]}${of}${orNone}`;
    case 'classes':
      return 'a number of classes, a list of their names, or a file with one name on each line';
    case 'initializer':
      return 'an initializer, such as he_normal or random_normal(std: 0.02)';
    case 'monitor':
      return 'a number that is measured after each epoch, such as validation.loss';
    case 'duration':
      return `a number of steps, such as 500 steps${orNone}`;
    default:
      return option satisfies never;
  }
};
