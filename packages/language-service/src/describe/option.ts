import { type Option, type OptionValue, optionLimits, printOption } from '@neurite/contract';

/** The type of an option in words: `int`, `same | valid | number`. */
export const optionType = (option: Option): string => {
  switch (option.type) {
    case 'choice':
      return option.choices.join(' | ');
    case 'padding':
      return 'same | valid | int';
    case 'extents':
      return 'int or [int]';
    case 'axes':
      return 'int or [int]';
    case 'axis':
      return 'int';
    case 'list':
      return `[${option.of}]`;
    case 'classes':
      return 'int, [string] or a file';
    case 'duration':
      return 'int steps';
    case 'monitor':
      return 'a measured number';
    default:
      return option.type;
  }
};

/** `stride: int or [int] = 1`. */
export const optionLabel = (name: string, option: Option): string =>
  `${name}: ${optionType(option)}${option.default === undefined ? '' : ` = ${printOption(option.default as OptionValue)}`}`;

/** What is said of an option: what it is for, its default and its bounds. */
export const optionDoc = (option: Option): string => {
  const limits = optionLimits(option).join(', ');
  const fallback =
    option.default === undefined
      ? 'Must be given.'
      : `Default \`${printOption(option.default as OptionValue)}\`.`;
  return [option.doc, fallback, ...(limits === '' ? [] : [`Bounds: ${limits}.`])].join(' ');
};
