import { quote } from '../text/escape.js';
import type {
  DataDeclaration,
  FunctionDeclaration,
  Item,
  ModelDeclaration,
  Parameter,
} from '../tree/tree.js';
import {
  at,
  behind,
  enclosed,
  group,
  ifBroken,
  indent,
  join,
  line,
  softline,
  strictGroup,
  type Doc,
} from './doc.js';
import { printExpression } from './expressions.js';
import { printSettings } from './settings.js';
import { printBody } from './statements.js';

export const printItem = (node: Item): Doc => {
  switch (node.kind) {
    case 'import': {
      const names = node.names.map(({ name, span }) => [at(span.start.offset), name]);
      const braces =
        names.length === 0
          ? '{}'
          : group(['{', indent([line, join(names, [',', line]), ifBroken(',')]), line, '}'], node.span);
      return ['import ', braces, at(node.from.span.start.offset), ` from ${quote(node.from.value)}`];
    }
    case 'use':
      return ['use ', at(node.package.span.start.offset), quote(node.package.value)];
    case 'model':
      return [
        `${node.keyword} `,
        at(node.name.span.start.offset),
        node.name.name,
        parameters(node),
        ' ',
        printBody(node.body, true),
      ];
    case 'function':
      return printFunction(node);
    case 'data': {
      return [
        'data ',
        at(node.name.span.start.offset),
        node.name.name,
        parameters(node),
        ' ',
        printSettings(node),
      ];
    }
    case 'settings':
      return [
        `${node.keyword} `,
        at(node.name.span.start.offset),
        node.name.name,
        node.from ? [at(node.from.span.start.offset), ` from ${node.from.name}`] : '',
        ' ',
        printSettings(node),
      ];
    case 'missing-item':
      return '';
    default:
      return node satisfies never;
  }
};

const printParameter = (node: Parameter): Doc => [
  at(node.span.start.offset),
  node.name.name,
  node.type
    ? [at(node.type.span.start.offset), `: ${node.type.list ? `[${node.type.name}]` : node.type.name}`]
    : '',
  node.value ? [' = ', printExpression(node.value)] : '',
];

/** Parameters in parentheses; none where there are none. */
const parameters = (node: ModelDeclaration | DataDeclaration): Doc =>
  node.parameters.length > 0
    ? enclosed(
        '(',
        node.parameters.map(printParameter),
        ')',
        behind(node.name.span, node.parentheses ?? node.name.span),
      )
    : '';

/** Breaks its parameters, then behind `=`: a formula stays whole for as long as it can. */
const printFunction = ({
  name,
  inputs,
  options,
  value,
  parentheses = name.span,
}: FunctionDeclaration): Doc => {
  const inner: Doc[] = [join(inputs.map(printParameter), [',', line])];
  if (options.length > 0)
    inner.push(';', inputs.length > 0 ? line : ' ', join(options.map(printParameter), [',', line]));
  const close = at(parentheses.end.offset - 1);
  const list: Doc =
    inputs.length + options.length === 0
      ? ['(', indent(close), ')']
      : ['(', indent([softline, inner, ifBroken(','), close]), softline, ')'];
  return [
    'function ',
    at(name.span.start.offset),
    name.name,
    strictGroup(list, behind(name.span, parentheses)),
    ' =',
    strictGroup(indent([line, printExpression(value)]), value.span),
  ];
};
