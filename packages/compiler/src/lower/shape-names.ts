import type { Expression, Identifier } from '@neurite/language';

/** The names that a dimension or pack of a shape mentions, functions left out. */
export const namesIn = (expression: Expression): readonly Identifier[] => {
  switch (expression.kind) {
    case 'identifier':
      return [expression];
    case 'binary':
      return [...namesIn(expression.left), ...namesIn(expression.right)];
    case 'unary':
      return namesIn(expression.operand);
    case 'parenthesized':
      return namesIn(expression.value);
    case 'member':
      return namesIn(expression.object);
    case 'call':
      return expression.arguments.flatMap((argument) => namesIn(argument.value));
    default:
      return [];
  }
};
