import type { Diagnostic } from '@neurite/contract';
import type { Binary, Expect, Expression, ModelDeclaration } from '@neurite/language';
import { report } from '../diagnostics.js';
import { grouped } from '../diagnostics/rows.js';
import { print } from '../extents/extent.js';
import type { LoweredModel } from '../lower/graph.js';
import { segmentsFor } from '../lower/segments.js';
import type { Environment } from '../lower/session.js';
import type { Module } from '../modules/module.js';
import { summarise } from '../summary/summarise.js';
import { describe } from '../values/describe.js';
import { childScope } from '../values/scope.js';
import { type Value, numberValue } from '../values/value.js';

/** `expect parameters == 50_186`: checked at the default arguments, with what is really there in the message. */
export const checkExpectations = (
  environment: Environment,
  declaration: ModelDeclaration,
  module: Module,
  lowered: LoweredModel,
): readonly Diagnostic[] => {
  const expects = declaration.body.statements.filter((statement) => statement.kind === 'expect');
  if (expects.length === 0) return [];
  const { session, instance, graph } = lowered;
  if (!graph.ok || instance === undefined) return [];
  const { parameters, macs } = summarise(graph.value, environment.catalog);
  const scope = childScope(instance.frame.scope);
  scope.values.set('parameters', numberValue(parameters.trainable));
  scope.values.set('macs', numberValue(macs));
  const before = session.diagnostics.length;
  const failures = expects.flatMap((expect): readonly Diagnostic[] => {
    const frame = { ...instance.frame, scope, segments: segmentsFor(session, expect.condition, module) };
    const evaluate = (expression: Expression): Value => session.evaluate(expression, frame);
    const result = evaluate(expect.condition);
    if (result.kind === 'unknown' || (result.kind === 'boolean' && result.value)) return [];
    if (result.kind !== 'boolean')
      return [report('expectation-type', { found: describe(result) }, { span: expect.condition.span })];
    return [failed(expect, evaluate)];
  });
  return [...session.diagnostics.slice(before), ...failures];
};

const failed = ({ condition }: Expect, evaluate: (expression: Expression) => Value): Diagnostic => {
  const at = { span: condition.span };
  if (condition.kind !== 'binary')
    return report('expectation-failed', { text: textOf(condition), actual: 'it does not hold' }, at);
  const actual = actualValues(condition, evaluate);
  return report('expectation-failed', { text: textOf(condition), actual }, at);
};

const actualValues = (
  { left, right, operator }: Binary,
  evaluate: (expression: Expression) => Value,
): string => {
  if (operator === 'and' || operator === 'or') return 'it does not hold';
  const open = [left, right].filter((side) => side.kind !== 'number' && side.kind !== 'list');
  return (
    open.map((side) => `${textOf(side)} is ${valueText(evaluate(side))}`).join(' and ') || 'it does not hold'
  );
};

const valueText = (value: Value): string => {
  if (value.kind === 'number')
    return typeof value.value === 'number' ? grouped(value.value) : print(value.value);
  return value.kind === 'list' ? `[${value.items.map(valueText).join(', ')}]` : describe(value);
};

const textOf = (expression: Expression): string => {
  switch (expression.kind) {
    case 'identifier':
      return expression.name;
    case 'number':
      return expression.text;
    case 'member':
      return `${textOf(expression.object)}.${expression.name.name}`;
    case 'binary':
      return `${textOf(expression.left)} ${expression.operator} ${textOf(expression.right)}`;
    case 'list':
      return `[${expression.items.map(textOf).join(', ')}]`;
    default:
      return 'this';
  }
};
