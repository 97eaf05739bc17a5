import { createToken, Lexer, type TokenType } from 'chevrotain';

// Every kind of token. The label is how a message names it. Patterns are absent: scan.ts reads the text, words.ts tells keywords
// from names, and only then does the grammar see the tokens.

const kind = (name: string, label: string): TokenType => createToken({ name, label, pattern: Lexer.NA });
const mark = (name: string, image: string): TokenType => kind(name, `"${image}"`);
const word = (image: string): TokenType => kind(image, `"${image}"`);

export const kinds = {
  name: kind('name', 'a name'),
  number: kind('number', 'a number'),
  unit: kind('unit', 'a unit'),
  string: kind('string', 'a text in double quotes'),

  arrow: mark('arrow', '->'),
  equals: mark('equals', '='),
  colon: mark('colon', ':'),
  comma: mark('comma', ','),
  semicolon: mark('semicolon', ';'),
  dot: mark('dot', '.'),
  range: mark('range', '..'),
  pack: mark('pack', '...'),
  tilde: mark('tilde', '~'),
  parenthesis: mark('parenthesis', '('),
  parenthesisEnd: mark('parenthesisEnd', ')'),
  bracket: mark('bracket', '['),
  bracketEnd: mark('bracketEnd', ']'),
  brace: mark('brace', '{'),
  braceEnd: mark('braceEnd', '}'),

  plus: mark('plus', '+'),
  minus: mark('minus', '-'),
  times: mark('times', '*'),
  divide: mark('divide', '/'),
  floorDivide: mark('floorDivide', '//'),
  matrixProduct: mark('matrixProduct', '@'),
  power: mark('power', '^'),
  equal: mark('equal', '=='),
  unequal: mark('unequal', '!='),
  less: mark('less', '<'),
  lessEqual: mark('lessEqual', '<='),
  greater: mark('greater', '>'),
  greaterEqual: mark('greaterEqual', '>='),

  // Contextual keywords: each is a name wherever its place asks for one.
  import: word('import'),
  from: word('from'),
  use: word('use'),
  model: word('model'),
  block: word('block'),
  function: word('function'),
  data: word('data'),
  train: word('train'),
  pretrain: word('pretrain'),
  search: word('search'),
  ensemble: word('ensemble'),
  input: word('input'),
  output: word('output'),
  param: word('param'),
  noise: word('noise'),
  expect: word('expect'),
  load: word('load'),
  into: word('into'),
  field: word('field'),
  augment: word('augment'),
  group: word('group'),
  phase: word('phase'),
  allow: word('allow'),
  because: word('because'),
  if: word('if'),
  else: word('else'),
  repeat: word('repeat'),
  in: word('in'),
  as: word('as'),
  then: word('then'),
  on: word('on'),
  and: word('and'),
  or: word('or'),
  not: word('not'),
  mod: word('mod'),
  true: word('true'),
  false: word('false'),
  none: word('none'),
} as const;

export type TokenKind = (typeof kinds)[keyof typeof kinds];

/** Everything the grammar may meet, in the form that Chevrotain asks for. */
export const vocabulary: readonly TokenType[] = Object.values(kinds);
