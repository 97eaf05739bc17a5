import type { Expression } from '@neurite/language';

/** `validation.loss`, with quotes or without, as a text; undefined where an expression is something else. */
export const dottedName = (expression: Expression): string | undefined => {
  if (expression.kind === 'identifier') return expression.name;
  if (expression.kind === 'string') return expression.value;
  if (expression.kind !== 'member') return undefined;
  const object = dottedName(expression.object);
  return object === undefined ? undefined : `${object}.${expression.name.name}`;
};
