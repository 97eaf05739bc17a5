import type { SearchedSetting, DistributionDefinition, SampleSpace, Use } from '@neurite/contract';
import {
  type Argument,
  type Call,
  type Distribution,
  type Expression,
  nearest,
  parseExpression,
} from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import { kindWords } from '../lower/unknown-name.js';
import type { Module } from '../modules/module.js';
import { useOf } from '../options/bind.js';
import { placed } from '../recipes/overrides.js';
import { type Frame, childScope } from '../values/scope.js';
import type { Targets } from './targets.js';

/** A dimension, and the values that were written for it as they stand in the text. */
export interface PlannedDimension {
  readonly dimension: SearchedSetting;
  readonly definition: DistributionDefinition;
  readonly written: readonly Expression[];
}

/** More values than anybody writes, and few enough that a range of them ends. */
const mostValues = 10_000;

/** `optimizer.rate ~ log(1e-5, 1e-1)`. */
export const planDimension = (
  session: Session,
  statement: Distribution,
  module: Module,
  targets: Targets,
): PlannedDimension | undefined => {
  const target = statement.key.map(({ name }) => name).join('.');
  const span = { ...statement.key[0]!.span, end: statement.key.at(-1)!.span.end };
  const known = targets.get(target);
  if (known === undefined) {
    const suggestion = nearest(target, [...targets.keys()]);
    const fixes =
      suggestion === undefined
        ? {}
        : { fixes: [{ title: `Change to "${suggestion}"`, edits: [{ span, text: suggestion }] }] };
    session.diagnostics.push(
      report('unknown-target', { target, known: [...targets.keys()], suggestion }, { span, ...fixes }),
    );
    return undefined;
  }
  const { value } = statement;
  if (value.kind === 'missing') return undefined;
  const call: Call | undefined =
    value.kind === 'call'
      ? value
      : value.kind === 'identifier'
        ? { kind: 'call', callee: value, arguments: [], span: value.span }
        : undefined;
  if (call === undefined) {
    session.diagnostics.push(
      report('entry-expected', { expected: kindWords.distribution }, { span: value.span }),
    );
    return undefined;
  }
  const frame: Frame = { scope: childScope(), module, path: '', segments: new Map() };
  const definition =
    call.callee.kind === 'identifier' ? session.catalog.get('distribution', call.callee.name) : undefined;
  const takesValues = definition?.takes === 'values';
  const bound = takesValues
    ? { ...call, arguments: call.arguments.filter(({ name }) => name !== undefined) }
    : { ...call, arguments: call.arguments.map((argument) => quoted(argument, definition, module)) };
  const distribution = useOf(session, 'distribution', bound, frame);
  if (distribution === undefined || definition === undefined) return undefined;
  const written = takesValues ? valuesOf(session, call, frame) : [];
  if (written === undefined) return undefined;
  const dimension: SearchedSetting = {
    target,
    distribution,
    values: written.map((expression) => textOf(module, expression)),
    integer: known.integer,
    text: textOf(module, value),
    span: statement.span,
  };
  const problem = definition.problem?.(spaceOf(dimension));
  if (problem !== undefined) {
    session.diagnostics.push(
      report('distribution-problem', { name: distribution.name, problem }, { span: value.span }),
    );
    return undefined;
  }
  return { dimension, definition, written };
};

/** What a distribution is asked with. */
export const spaceOf = ({
  distribution,
  values,
  integer,
}: Pick<SearchedSetting, 'distribution' | 'values' | 'integer'>): SampleSpace => ({
  options: distribution.options as Use['options'] & SampleSpace['options'],
  values,
  integer,
});

/** An argument whose list names layers, as a list of their texts. */
const quoted = (
  argument: Argument,
  definition: DistributionDefinition | undefined,
  module: Module,
): Argument => {
  const { name, value } = argument;
  if (value.kind !== 'list' || name === undefined || definition?.layers?.includes(name.name) !== true)
    return argument;
  const items = value.items.map((item): Expression => ({
    kind: 'string',
    value: textOf(module, item),
    span: item.span,
  }));
  return { ...argument, value: { ...value, items } };
};

/** The values of a call; a range stands for its numbers. */
const valuesOf = (session: Session, call: Call, frame: Frame): readonly Expression[] | undefined => {
  const values: Expression[] = [];
  for (const { value, name } of call.arguments) {
    if (name !== undefined) continue;
    if (value.kind !== 'range') {
      values.push(value);
      continue;
    }
    const range = session.evaluate(value, frame);
    if (range.kind === 'unknown') return undefined;
    const { from = 0, to } = range.kind === 'range' ? range : {};
    if (typeof from !== 'number' || typeof to !== 'number' || !(from < to) || to - from > mostValues) {
      session.diagnostics.push(report('search-values', {}, { span: value.span }));
      return undefined;
    }
    for (let number = from; number < to; number++)
      values.push(placed(parseExpression(String(number)).value, value.span));
  }
  if (values.length > 0) return values;
  session.diagnostics.push(report('search-values', {}, { span: call.span }));
  return undefined;
};

/** An expression as it is written, on one line. */
export const textOf = (module: Module, { span, ...node }: Expression): string => {
  // What stands for a number of a range has its own text, at the place of the range.
  if (node.kind === 'number') return node.unit === undefined ? node.text : `${node.text} ${node.unit}`;
  const text = module.text.slice(span.start.offset, span.end.offset);
  if (!text.includes('\n')) return text;
  const line = text.replaceAll(/#[^\n]*/gu, '').replaceAll(/\s+/gu, ' ');
  return line.replaceAll(/([([]) /gu, '$1').replaceAll(/,? ([)\]])/gu, '$1');
};
