import type {
  Argument,
  Body,
  Expression,
  Item,
  Module,
  Parameter,
  ParameterType,
  SettingStatement,
  ShapeItem,
  Statement,
} from './tree.js';

/** Any node of the syntax tree; `kind` tells which. Comments stand beside the tree, in `Module.comments`. */
export type SyntaxNode =
  | Module
  | Item
  | Parameter
  | ParameterType
  | SettingStatement
  | Body
  | Statement
  | Expression
  | Argument
  | ShapeItem;

export type SyntaxKind = SyntaxNode['kind'];
type NodeOf<K extends SyntaxKind> = Extract<SyntaxNode, { readonly kind: K }>;
type Parts = readonly (SyntaxNode | undefined)[];

const leaf = (): Parts => [];

// In the order of the text: the printer of editors' outlines and the search by offset rely on it.
const parts: { readonly [K in SyntaxKind]: (node: NodeOf<K>) => Parts } = {
  module: (node) => node.items,
  import: (node) => [...node.names, node.from],
  use: (node) => [node.package],
  model: (node) => [node.name, ...node.parameters, node.body],
  function: (node) => [node.name, ...node.inputs, ...node.options, node.value],
  data: (node) => [node.name, ...node.parameters, ...node.settings],
  settings: (node) => [node.name, node.from, ...node.settings],
  'missing-item': leaf,
  parameter: (node) => [node.name, node.type, node.value],
  'parameter-type': leaf,

  setting: (node) => [...node.key, node.value, ...(node.settings ?? [])],
  field: (node) => [node.name, node.value],
  group: (node) => [node.glob, ...node.settings],
  phase: (node) => [node.name, ...node.settings],
  distribution: (node) => [...node.key, node.value],
  allow: (node) => [node.rule, node.on, node.because],

  body: (node) => node.statements,
  input: (node) => [node.name, node.shape, node.value],
  output: (node) => [node.name, node.shape, node.value],
  binding: (node) => [node.name, node.shape, node.value],
  param: (node) => [node.name, node.shape, node.value],
  expect: (node) => [node.condition],
  load: (node) => [node.file, node.into, ...node.settings],
  'expression-statement': (node) => [node.value],

  shape: (node) => [node.dtype, ...node.items],
  dimension: (node) => [node.value],
  pack: (node) => [node.value],

  identifier: leaf,
  number: leaf,
  string: leaf,
  word: leaf,
  missing: leaf,
  member: (node) => [node.object, node.name],
  call: (node) => [node.callee, ...node.arguments],
  argument: (node) => [node.name, node.value],
  index: (node) => [node.object, ...node.items],
  list: (node) => node.items,
  range: (node) => [node.from, node.to],
  pipe: (node) => node.steps,
  named: (node) => [node.value, node.name],
  unary: (node) => [node.operand],
  binary: (node) => [node.left, node.right],
  parenthesized: (node) => [node.value],
  if: (node) => [node.condition, node.then, node.else],
  repeat: (node) => [node.variable, node.over, node.body],
  then: (node) => [node.first, node.second],
  on: (node) => [node.value, node.target],
};

/** The nodes directly below a node, in the order of the text. */
export const childrenOf = (node: SyntaxNode): readonly SyntaxNode[] =>
  (parts[node.kind] as (node: SyntaxNode) => Parts)(node).filter((child) => child !== undefined);
