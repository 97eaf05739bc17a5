import type { BinaryOperator, UnaryOperator } from '@neurite/language';

/** The layer of the catalog that an operator on values means. */
export const binaryLayers: { readonly [O in BinaryOperator]: string } = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '//': 'floor_divide',
  mod: 'remainder',
  '@': 'matrix_product',
  '^': 'power',
  '==': 'equal',
  '!=': 'not_equal',
  '<': 'less',
  '<=': 'less_equal',
  '>': 'greater',
  '>=': 'greater_equal',
  and: 'logical_and',
  or: 'logical_or',
};

export const unaryLayers: { readonly [O in UnaryOperator]: string } = {
  '-': 'negative',
  '+': 'identity',
  not: 'logical_not',
};
