import type { Span } from '@neurite/contract';
import type { Argument, Expression, Identifier } from '@neurite/language';
import type { Value } from '../values/value.js';

/** An argument as written; `value` is there where it had to be evaluated to tell what the call means. */
export interface Given {
  readonly name?: Identifier;
  readonly expression: Expression;
  readonly value?: Value;
  readonly span: Span;
}

export const givenOf = ({ name, value, span }: Argument): Given => ({
  ...(name === undefined ? {} : { name }),
  expression: value,
  span,
});

/** What a call is for, for messages: `the layer conv2d`. */
export interface Subject {
  readonly what: string;
  readonly name: string;
}
