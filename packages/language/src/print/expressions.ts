import { quote } from '../text/escape.js';
import { textWidth } from '../text/width.js';
import { nodesOf } from '../tree/walk.js';
import type {
  Argument,
  Binary,
  Body,
  Expression,
  If,
  Pipe,
  ShapeExpression,
  ShapeItem,
  Then,
} from '../tree/tree.js';
import {
  at,
  behind,
  enclosed,
  group,
  hardline,
  indent,
  join,
  line,
  softline,
  strictGroup,
  type Doc,
} from './doc.js';
import { printBody } from './statements.js';

/** An expression, with the comments before it. */
export const printExpression = (node: Expression): Doc => [at(node.span.start.offset), bare(node)];

const bare = (node: Expression): Doc => {
  switch (node.kind) {
    case 'identifier':
      return node.name;
    case 'number':
      return node.unit === undefined
        ? node.text
        : [node.text, at(node.span.end.offset - node.unit.length), ` ${node.unit}`];
    case 'string':
      return quote(node.value);
    case 'word':
      return node.value === null ? 'none' : String(node.value);
    case 'missing':
      return '';
    case 'member':
      return [printExpression(node.object), at(node.name.span.start.offset), `.${node.name.name}`];
    case 'call':
      return [printExpression(node.callee), printArguments(node.arguments, node)];
    case 'index':
      return [
        printExpression(node.object),
        bracketed('[', node.items.map(printExpression), ']', node, node.object),
      ];
    case 'list':
      return enclosed('[', node.items.map(printExpression), ']', node.span);
    case 'shape':
      return printShape(node);
    case 'range':
      return [node.from ? printExpression(node.from) : '', '..', node.to ? printExpression(node.to) : ''];
    case 'pipe':
      return printPipe(node);
    case 'named':
      return [printExpression(node.value), at(node.name.span.start.offset), ` as ${node.name.name}`];
    case 'unary':
      return [node.operator === 'not' ? 'not ' : node.operator, printExpression(node.operand)];
    case 'binary':
      return printChain(node);
    case 'parenthesized':
      return strictGroup(
        ['(', indent([softline, printExpression(node.value), at(node.span.end.offset - 1)]), softline, ')'],
        node.span,
      );
    case 'if':
      return printIf(node);
    case 'repeat':
      return group(
        [
          'repeat ',
          node.variable ? [at(node.variable.span.start.offset), `${node.variable.name} in `] : '',
          printExpression(node.over),
          ' ',
          printBody(node.body),
        ],
        node.span,
      );
    case 'then':
      return printThen(node);
    case 'on':
      return [
        printExpression(node.value),
        at(node.target.span.start.offset),
        ` on ${quote(node.target.value)}`,
      ];
    default:
      return node satisfies never;
  }
};

/** `[28, 28, 1]`, `int32[seq]` */
export const printShape = (node: ShapeExpression): Doc => [
  at(node.span.start.offset),
  node.dtype ? node.dtype.name : '',
  enclosed('[', node.items.map(printShapeItem), ']', node.span),
];

const printShapeItem = (item: ShapeItem): Doc =>
  item.kind === 'dimension'
    ? printExpression(item.value)
    : [at(item.span.start.offset), '...', item.value ? printExpression(item.value) : ''];

/** A bracket behind a value: its group begins where the value ends. */
const bracketed = (
  open: string,
  items: readonly Doc[],
  close: string,
  whole: Expression,
  before: Expression,
): Doc => enclosed(open, items, close, behind(before.span, whole.span));

const printArguments = (list: readonly Argument[], call: Extract<Expression, { kind: 'call' }>): Doc =>
  bracketed(
    '(',
    list.map(({ name, value, span }) => [
      at(span.start.offset),
      name ? `${name.name}: ` : '',
      printExpression(value),
    ]),
    ')',
    call,
    call.callee,
  );

// ---- Pipes: breaks that the author put before arrows stay, so that a line holds what belongs together -------------------------------

const printPipe = (node: Pipe): Doc => {
  const segments: Expression[][] = [[node.steps[0]!]];
  node.steps.slice(1).forEach((step, index) => {
    const before = node.steps[index]!;
    if (step.span.start.line > before.span.end.line) segments.push([step]);
    else segments.at(-1)!.push(step);
  });
  const [first, ...others] = segments.map((steps, index) => printSegment(steps, index === 0)) as [
    Doc,
    ...Doc[],
  ];
  return [first, indent(others.map((segment) => [hardline, segment]))];
};

/** Steps that share a line if they fit; else each begins one. */
const printSegment = (steps: readonly Expression[], leads: boolean): Doc => {
  // Each step is printed once: it stands in several docs, of which layout takes one.
  const docs = steps.map((step, index): Doc => {
    const arrow = leads && index === 0 ? '' : '-> ';
    return [at(step.span.start.offset), arrow, bare(step)];
  });
  const [head, ...rest] = docs as [Doc, ...Doc[]];
  const span = { start: steps[0]!.span.start, end: steps.at(-1)!.span.end };
  // Behind a block of several lines no step is found: then every step begins a line.
  const broken = steps.slice(0, -1).some(hasTallBody);
  const tail = rest.map((step) => [line, step]);
  const plain = group(
    [head, leads ? { kind: 'either', broken: indent(tail), flat: tail } : tail],
    span,
    broken,
  );
  const branch = steps.findIndex(({ kind }) => kind === 'list');
  const single = steps.findLastIndex(({ kind }) => kind === 'list') === branch;
  if (broken || branch < 1 || !single) return plain;

  // A branch opens its bracket on the line of the pipe: `x -> [` … `] -> concat`.
  const before = docs.slice(0, branch);
  const after = docs.slice(branch + 1);
  return {
    kind: 'hug',
    doc: join(docs, ' '),
    opening: flatWidth(join(before, ' ')) + ' -> ['.length,
    closing: ']'.length + after.reduce((width: number, step) => width + 1 + flatWidth(step), 0),
    otherwise: plain,
    flat: plain,
  };
};

const hasTallBody = (step: Expression): boolean => {
  if (step.kind === 'named') return hasTallBody(step.value);
  if (step.kind === 'if') return [step.then, ...(step.else ? [step.else] : [])].some(isTall);
  return step.kind === 'repeat' && isTall(step.body);
};

/** Whether a body takes several lines however wide the page is: where it was written on several, or holds a block of several statements. */
export const isTall = (body: Body): boolean =>
  body.span.start.line !== body.span.end.line ||
  nodesOf(body, 'body').some(({ statements }) => statements.length > 1);

/** The width of a doc on one line. */
const flatWidth = (doc: Doc): number => {
  if (typeof doc === 'string') return textWidth(doc);
  if ('kind' in doc) {
    switch (doc.kind) {
      case 'line':
        return doc.flat.length;
      case 'indent':
      case 'group':
        return flatWidth(doc.doc);
      case 'hug':
      case 'either':
        return flatWidth(doc.flat);
      case 'hardline':
        return Infinity;
      case 'at':
      case 'begin':
      case 'open':
      case 'end':
        return 0;
      default:
        return doc satisfies never;
    }
  }
  return doc.reduce((width, part) => width + flatWidth(part), 0);
};

// ---- Operators -----------------------------------------------------------------------------------------------------------------------

/** Operators of one strength break together: `a + b - c` is one chain. */
const strengths: { readonly [operator in Binary['operator']]: number } = {
  or: 1,
  and: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '//': 5,
  mod: 5,
  '@': 5,
  '^': 6,
};

const printChain = (node: Binary): Doc => {
  const links: Doc[] = [];
  let left: Expression = node;
  while (left.kind === 'binary' && strengths[left.operator] === strengths[node.operator]) {
    links.unshift([
      line,
      at(left.operatorSpan.start.offset),
      `${left.operator} `,
      printExpression(left.right),
    ]);
    left = left.left;
  }
  return strictGroup([printExpression(left), indent(links)], node.span);
};

const printThen = (node: Then): Doc => {
  const links: Doc[] = [];
  let first: Expression = node;
  while (first.kind === 'then') {
    links.unshift([line, at(first.second.span.start.offset), 'then ', bare(first.second)]);
    first = first.first;
  }
  return strictGroup([printExpression(first), indent(links)], node.span);
};

const printIf = (node: If): Doc => {
  const broken = isTall(node.then) || (node.else !== undefined && elseIsTall(node.else));
  return group(ifParts(node, broken), node.span, broken);
};

const nestedIf = (body: Body): If | undefined => {
  const [only] = body.statements;
  // `else if` has the span of the inner `if`; an `if` alone inside braces has not.
  const isElseIf =
    only?.kind === 'expression-statement' &&
    only.value.kind === 'if' &&
    only.span.start.offset === body.span.start.offset;
  return isElseIf && only.span.end.offset === body.span.end.offset ? (only.value as If) : undefined;
};

const elseIsTall = (body: Body): boolean => {
  const nested = nestedIf(body);
  return nested
    ? isTall(nested.then) || (nested.else !== undefined && elseIsTall(nested.else))
    : isTall(body);
};

/** All bodies of a chain of `else if` are on one line, or none is. */
const ifParts = (node: If, broken: boolean): Doc => {
  const nested = node.else && nestedIf(node.else);
  return [
    'if ',
    printExpression(node.condition),
    ' ',
    printBody(node.then, broken, softline),
    node.else
      ? [
          ' else ',
          nested
            ? [at(nested.span.start.offset), ifParts(nested, broken)]
            : printBody(node.else, broken, softline),
        ]
      : '',
  ];
};
