import type { Column } from '@neurite/contract';

/** What a column holds, in words. */
export const typeWords = ({ type }: Column): string =>
  type === 'string'
    ? 'text'
    : type === 'list'
      ? 'lists of numbers'
      : `${type.dtype} [${type.shape.join(', ')}]`;
