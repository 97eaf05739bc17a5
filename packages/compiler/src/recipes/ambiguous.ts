import type { Expression } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';

/** Reports bare names that mean a value of the model and a field of the data; true where there is one. */
export const reportAmbiguous = (
  session: Session,
  expression: Expression,
  names: ReadonlySet<string>,
): boolean => {
  let found = false;
  const visit = (at: Expression): void => {
    if (at.kind === 'identifier' && names.has(at.name)) {
      session.diagnostics.push(report('ambiguous-name', { name: at.name }, { span: at.span }));
      found = true;
    }
    if (at.kind === 'call') at.arguments.forEach((argument) => visit(argument.value));
    else if (at.kind === 'binary') [at.left, at.right].forEach(visit);
    else if (at.kind === 'unary') visit(at.operand);
    else if (at.kind === 'parenthesized') visit(at.value);
    else if (at.kind === 'index') visit(at.object);
    else if (at.kind === 'pipe') at.steps.slice(0, 1).forEach(visit);
  };
  visit(expression);
  return found;
};
