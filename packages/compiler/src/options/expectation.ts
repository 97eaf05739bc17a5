import { type Option, boundsOf, boundsText } from '@neurite/contract';

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
