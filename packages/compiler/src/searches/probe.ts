import type { Axis, Diagnostic, Span } from '@neurite/contract';
import { type Expression, parseExpression } from '@neurite/language';
import { placed } from '../recipes/overrides.js';
import { type PlannedDimension, spaceOf } from './dimension.js';

/** The recipe with settings from outside; what is wrong with it. */
export type Try = (changes: ReadonlyMap<string, Expression>) => readonly Diagnostic[];

/** Every probe lowers the recipe once: so many are enough for what people write. */
const mostProbes = 100;

/**
 * The places that show what can be wrong along each axis by itself: both ends of a range, every item. Other axes lie at their last
 * item, which is where a composition is deepest.
 */
const corners = (axes: readonly Axis[]): readonly (readonly number[])[] => {
  const last = axes.map((axis) => (axis.kind === 'range' ? 1 : axis.size - 1));
  return axes.flatMap((axis, index) => {
    const values = axis.kind === 'range' ? [0, 1] : Array.from({ length: axis.size }, (_, item) => item);
    return values.map((value) => last.with(index, value));
  });
};

/** The expression of a setting's text at a place of the text. */
export const expressionOf = (text: string, span: Span): Expression =>
  placed(parseExpression(text).value, span);

/** What is wrong with a recipe at the ends of a dimension, and with each value that is written for it. */
export const probe = (
  { dimension, definition, written }: PlannedDimension,
  span: Span,
  attempt: Try,
): readonly Diagnostic[] => {
  const space = spaceOf(dimension);
  const texts = new Map<string, Expression>();
  // Values stand in the text themselves, and are told of where they stand.
  if (definition.takes === 'values')
    dimension.values.forEach((text, index) => texts.set(text, written[index]!));
  else
    for (const place of corners(definition.axes(space))) {
      const text = definition.sample(place, space);
      if (!texts.has(text)) texts.set(text, expressionOf(text, span));
    }
  return [...texts].slice(0, mostProbes).flatMap(([text, expression]) =>
    attempt(new Map([[dimension.target, expression]]))
      .filter(({ severity }) => severity === 'error')
      .map((diagnostic) => toldAt(diagnostic, dimension.target, text, expression.span, span)),
  );
};

/** What is wrong elsewhere under a searched value is the search's mistake. */
const toldAt = (
  diagnostic: Diagnostic,
  target: string,
  text: string,
  at: Span,
  statement: Span,
): Diagnostic => {
  const { span, related = [] } = diagnostic;
  const isInside =
    span !== undefined &&
    span.source === statement.source &&
    span.start.offset >= statement.start.offset &&
    span.end.offset <= statement.end.offset;
  if (isInside) return diagnostic;
  const elsewhere = span === undefined ? [] : [{ message: `here, where ${target} is ${text}`, span }];
  // A fix of the other place would undo what is searched.
  return { ...diagnostic, span: at, related: [...elsewhere, ...related], fixes: [] };
};
