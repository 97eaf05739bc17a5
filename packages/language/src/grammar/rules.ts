import type { Span } from '@neurite/contract';
import type {
  Argument,
  Body,
  Expression,
  FunctionDeclaration,
  Item,
  Module,
  Parameter,
  SettingStatement,
  ShapeExpression,
  ShapeItem,
  Statement,
} from '../tree/tree.js';
import type { Rule } from './engine.js';

/** Settings in braces. */
export interface Block {
  readonly settings: readonly SettingStatement[];
  readonly braces?: Span;
}

/** The rules that call each other across the sections of the grammar. */
export interface Rules {
  module: Rule<Module>;
  item: Rule<Item>;
  functionDeclaration: Rule<FunctionDeclaration>;
  parameter: Rule<Parameter>;

  settingStatement: Rule<SettingStatement>;
  settings: Rule<Block>;

  body: Rule<Body>;
  statement: Rule<Statement>;

  expression: Rule<Expression>;
  operation: Rule<Expression>;
  operand: Rule<Expression>;
  primary: Rule<Expression>;
  ifExpression: Rule<Expression>;
  repeatExpression: Rule<Expression>;
  argument: Rule<Argument>;
  listItem: Rule<ShapeItem>;
  shape: Rule<ShapeExpression>;
}
