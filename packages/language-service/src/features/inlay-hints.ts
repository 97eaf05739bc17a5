import type { Span } from '@neurite/contract';
import { type Expression, type SyntaxNode, walk } from '@neurite/language';
import type { Document } from '../documents/document.js';
import type { Shape } from '../documents/shapes.js';
import type { InlayHint } from './types.js';

/** The shape behind each step of a pipeline, and the number of weights that the step brings. */
export const inlayHints = (document: Document, range?: Span): readonly InlayHint[] => {
  const { shapes } = document.checked();
  const hints = new Map<number, InlayHint>();
  const add = (expression: Expression): void => {
    const shape = shapes.at(expression.span);
    if (shape !== undefined) hints.set(expression.span.end.offset, hintOf(expression.span, shape));
  };
  walk(document.tree, {
    enter: (node) => {
      if (range !== undefined && !overlaps(node, range)) return false;
      valuesOf(node).forEach(add);
      return undefined;
    },
  });
  return [...hints.values()].sort((a, b) => a.span.start.offset - b.span.start.offset);
};

const overlaps = ({ span }: SyntaxNode, range: Span): boolean =>
  span.start.offset <= range.end.offset && range.start.offset <= span.end.offset;

/** The expressions of a node behind which a hint may stand: steps, branches, and what is bound without a pipe. */
const valuesOf = (node: SyntaxNode): readonly Expression[] => {
  switch (node.kind) {
    // What a pipe begins with is a value that has its hint where it is made, or a layer, which was seen as a step.
    case 'pipe':
      return node.steps;
    case 'list':
      return node.items;
    case 'binding':
    case 'output':
    case 'expression-statement':
      return node.value.kind === 'pipe' || node.value.kind === 'identifier' ? [] : [node.value];
    default:
      return [];
  }
};

const count = (parameters: number): string => parameters.toLocaleString('en');

const hintOf = (span: Span, { types, parameters }: Shape): InlayHint => {
  const learned = parameters.filter((number) => number > 0);
  const several = types.length > 1 || learned.length > 1;
  const label = [types[0]!, ...(learned.length === 0 ? [] : [count(learned[0]!)])].join(' · ');
  const shown = types.slice(0, 8).join(', ');
  const more = types.length > 8 ? ` and ${types.length - 8} more` : '';
  const tooltip = [
    several ? `Used with several shapes: ${shown}${more}.` : `Shape ${shown}.`,
    ...(learned.length === 0 ? [] : [`${learned.map(count).join(' or ')} learned parameters.`]),
  ].join('\n\n');
  return { span: { ...span, start: span.end }, label: several ? `${label} …` : label, tooltip };
};
