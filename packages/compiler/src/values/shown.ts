import type { Expression } from '@neurite/language';

/** How an expression looks in a message: `110%`, `"adam"`, `global(…)`. */
export const shown = (expression: Expression): string => {
  switch (expression.kind) {
    case 'identifier':
      return `"${expression.name}"`;
    case 'number':
      return `${expression.text}${expression.unit === undefined ? '' : ` ${expression.unit}`}`;
    case 'string':
      return `the text "${expression.value}"`;
    case 'word':
      return String(expression.value ?? 'none');
    case 'call':
      return expression.callee.kind === 'identifier' ? `${expression.callee.name}(…)` : 'a call';
    case 'list':
      return 'a list';
    case 'unary':
      return expression.operand.kind === 'number'
        ? `${expression.operator}${shown(expression.operand)}`
        : 'an expression';
    default:
      return 'an expression';
  }
};
