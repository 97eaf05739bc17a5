import type { Diagnostic } from '@neurite/contract';
import { parse, type ParseOptions } from '../parse/parse.js';
import { print } from './print.js';

export interface Formatted {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The canonical form of a text. A text with mistakes stays as it is: what was meant is not known.
 *
 * @example
 * format('model A{input x:[3]output x->dense(2)}', { source: 'a.nn' }).text
 */
export const format = (text: string, options: ParseOptions): Formatted => {
  const { tree, diagnostics } = parse(text, options);
  const broken = diagnostics.some(({ severity }) => severity === 'error');
  return { text: broken ? text : print(tree), diagnostics };
};
