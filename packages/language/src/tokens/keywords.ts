import type { TokenType } from 'chevrotain';
import { bodyKeywords, declarations, settingKeywords } from './classes.js';
import { kinds } from './kinds.js';

const words = (types: Iterable<TokenType>): readonly string[] => [...types].map(({ name }) => name);

/**
 * The words of the language by where they stand; each is an ordinary name elsewhere. Highlighting, completion and documentation
 * read this one table.
 */
export const keywords = Object.freeze({
  /** Open a declaration. */
  declarations: words(declarations),
  /** Open a statement of a model or block. */
  statements: words(bodyKeywords),
  /** Open a statement among settings. */
  settings: words(settingKeywords),
  /** Choose and repeat. */
  control: words([kinds.if, kinds.else, kinds.repeat]),
  /** Stand between the parts of a statement or an expression. */
  joints: words([kinds.as, kinds.in, kinds.then, kinds.on, kinds.from, kinds.into, kinds.because]),
  operators: words([kinds.and, kinds.or, kinds.not, kinds.mod]),
  literals: words([kinds.true, kinds.false, kinds.none]),
  /** Belong to the number before them. */
  units: ['steps', 'epochs', 'rounds', 'min'] as readonly string[],
  /** Types of parameters. */
  types: ['int', 'float', 'bool', 'string', 'layer', 'param'] as readonly string[],
});
