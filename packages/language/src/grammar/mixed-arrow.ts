import type { Fix, Span, TextEdit } from '@neurite/contract';
import type { Expression } from '../tree/tree.js';

/** The operator that a step shows at its top, where it shows one: in a pipe it needs parentheses. */
export const bareOperator = (step: Expression): { readonly image: string } | undefined => {
  const value = step.kind === 'named' ? step.value : step;
  if (value.kind === 'binary' || value.kind === 'unary') return { image: value.operator };
  return value.kind === 'range' ? { image: '..' } : undefined;
};

const unnamed = (step: Expression): Expression => (step.kind === 'named' ? step.value : step);

const around = (from: Span, to: Span): readonly TextEdit[] => [
  { span: { ...from, end: from.start }, text: '(' },
  { span: { ...to, start: to.end }, text: ')' },
];

/** The operand at one end of a step, reached through the operators there; undefined where a prefix operator stands before it. */
const outermost = (step: Expression, side: 'left' | 'right'): Expression | undefined => {
  if (step.kind === 'binary') return outermost(step[side], side);
  if (step.kind === 'unary') return side === 'right' ? outermost(step.operand, side) : undefined;
  if (step.kind === 'range')
    return side === 'left' ? step.from && outermost(step.from, side) : step.to && outermost(step.to, side);
  return step;
};

/** Both ways to read a pipe whose steps show operators: operators first, and arrows first. */
export const mixedArrowFixes = (steps: readonly Expression[]): readonly Fix[] => {
  const operatorsFirst = steps
    .filter((step) => bareOperator(step))
    .flatMap((step) => around(unnamed(step).span, unnamed(step).span));
  const fixes: Fix[] = [{ title: 'Compute first, then feed the result', edits: operatorsFirst }];

  // A run of arrows reaches from the last operand of one step to the first operand of another.
  const arrowsFirst: TextEdit[] = [];
  let from: Expression | undefined = outermost(unnamed(steps[0]!), 'right');
  for (let i = 1; i < steps.length; i++) {
    const step = steps[i]!;
    const mixed = bareOperator(step) !== undefined;
    if (i < steps.length - 1 && !mixed) continue;
    const to = mixed ? outermost(unnamed(step), 'left') : step;
    if (!from || !to) return fixes;
    arrowsFirst.push(...around(from.span, to.span));
    from = outermost(unnamed(step), 'right');
  }
  return [...fixes, { title: 'Feed first, then compute', edits: arrowsFirst }];
};
