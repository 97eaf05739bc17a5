import { quote } from '../text/escape.js';
import type { Body, Expression, Identifier, ShapeExpression, Statement } from '../tree/tree.js';
import { at, hardline, indent, line, type Doc } from './doc.js';
import { isTall, printExpression, printShape } from './expressions.js';
import { printSettings } from './settings.js';

/** Lines of a block, each with the comments and the blank line before it. */
export const printLines = <N extends { readonly span: Body['span'] }>(
  nodes: readonly N[],
  print: (node: N) => Doc,
): Doc =>
  nodes.map((node) => [
    { kind: 'begin', offset: node.span.start.offset, line: node.span.start.line },
    print(node),
    { kind: 'end', line: node.span.end.line },
  ]);

/**
 * The braces of a model, of `repeat` and of `if`. One short statement stays on the line where it was written, if the group around
 * it fits; `broken` forbids that. `between` the braces of a body without statements nothing stands, or what breaks with the group.
 */
export const printBody = (body: Body, broken = isTall(body), between: Doc = ''): Doc => {
  const close = at(body.span.end.offset - 1, true);
  const open: Doc = [at(body.span.start.offset), '{'];
  if (body.statements.length === 0 && !broken) return [open, indent(close), between, '}'];
  if (!broken) {
    return [
      open,
      indent([
        body.statements.map((statement) => [
          line,
          at(statement.span.start.offset),
          printStatement(statement),
        ]),
        close,
      ]),
      line,
      '}',
    ];
  }
  return [
    open,
    indent([{ kind: 'open' }, printLines(body.statements, printStatement), close]),
    hardline,
    '}',
  ];
};

const shaped = (name: Identifier, shape: ShapeExpression | undefined): Doc => [
  at(name.span.start.offset),
  name.name,
  shape ? [': ', printShape(shape)] : '',
];
const valued = (value: Expression | undefined): Doc => (value ? [' = ', printExpression(value)] : '');

export const printStatement = (node: Statement): Doc => {
  switch (node.kind) {
    case 'input':
      return ['input ', shaped(node.name, node.shape), valued(node.value)];
    case 'output':
      return [
        'output ',
        node.name ? [shaped(node.name, node.shape), ' = '] : '',
        printExpression(node.value),
      ];
    case 'binding':
      return [shaped(node.name, node.shape), valued(node.value)];
    case 'param':
      return [`${node.keyword} `, shaped(node.name, node.shape), valued(node.value)];
    case 'expect':
      return ['expect ', printExpression(node.condition)];
    case 'load':
      return [
        'load ',
        at(node.file.span.start.offset),
        `${quote(node.file.value)} into `,
        printExpression(node.into),
        node.settings.length > 0 ? [' ', printSettings(node)] : '',
      ];
    case 'expression-statement':
      return printExpression(node.value);
    default:
      return node satisfies never;
  }
};
