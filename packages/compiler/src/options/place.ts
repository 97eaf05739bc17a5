import { nearest } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import { foreignArgument } from './foreign-arguments.js';
import type { Given } from './given.js';

/** Arguments at the parameter or input that each is for. */
export interface Places {
  readonly parameters: ReadonlyMap<string, Given>;
  readonly inputs: ReadonlyMap<string, Given>;
}

/** Places arguments: positional ones in the order of the parameters, the others by name. Undefined where one has no place. */
export const placeArguments = (
  session: Session,
  owner: string,
  order: readonly string[],
  inputNames: readonly string[],
  given: readonly Given[],
): Places | undefined => {
  const parameters = new Map<string, Given>();
  const inputs = new Map<string, Given>();
  let position = 0;
  let sound = true;
  for (const argument of given) {
    const name = argument.name?.name ?? order[position++];
    if (name === undefined) {
      session.diagnostics.push(
        report('too-many-arguments', { of: owner, options: order }, { span: argument.span }),
      );
      return undefined;
    }
    const target = order.includes(name) ? parameters : inputNames.includes(name) ? inputs : undefined;
    const before = target?.get(name);
    if (target !== undefined && before === undefined) {
      target.set(name, argument);
      continue;
    }
    sound = false;
    if (before === undefined)
      reportUnknownArgument(session, owner, [...order, ...inputNames], argument, name);
    else
      session.diagnostics.push(
        report(
          'duplicate-argument',
          { name, of: owner },
          {
            span: argument.span,
            related: [{ message: 'given here first', span: before.span }],
          },
        ),
      );
  }
  return sound ? { parameters, inputs } : undefined;
};

const reportUnknownArgument = (
  session: Session,
  owner: string,
  known: readonly string[],
  argument: Given,
  name: string,
): void => {
  const foreign = foreignArgument(name, known);
  const suggestion = foreign.suggestion ?? nearest(name, known);
  const span = argument.name?.span ?? argument.span;
  session.diagnostics.push(
    report(
      'unknown-argument',
      { name, of: owner, suggestion, known, note: foreign.note },
      {
        span,
        ...(suggestion === undefined
          ? {}
          : { fixes: [{ title: `Change to "${suggestion}"`, edits: [{ span, text: suggestion }] }] }),
      },
    ),
  );
};
