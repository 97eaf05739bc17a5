import {
  type OptionTable,
  type OptionValue,
  type Span,
  printOption,
  relationHolds,
  relationsOf,
  relationText,
} from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';

/** Where options stand, of those that were given. */
export type Places = ReadonlyMap<string, Span>;

/** How many elements of a list a message shows. */
const SHOWN = 8;

const shortened = (value: OptionValue): string =>
  Array.isArray(value) && value.length > SHOWN
    ? `${printOption(value.slice(0, SHOWN)).slice(0, -1)}, …]`
    : printOption(value);

/** Reports options that are right one by one and wrong beside each other, each time at the one that was given. Whether all are right. */
export const checkRelations = (
  session: Session,
  signature: { readonly name: string; readonly options: OptionTable },
  values: Readonly<Record<string, OptionValue>>,
  places: Places,
  call: Span,
): boolean => {
  const broken = relationsOf(signature.options).filter(
    (relation) => !relationHolds(relation, signature.options, values),
  );
  for (const relation of broken) {
    const [of, beside] = places.has(relation.option)
      ? [relation.option, relation.other]
      : [relation.other, relation.option];
    const otherSpan = places.get(beside);
    session.diagnostics.push(
      report(
        'argument-relation',
        {
          option: of,
          of: signature.name,
          must: relationText(relation, of),
          found: shortened(values[of]!),
          other: beside,
          beside: shortened(values[beside]!),
          doc: signature.options[of]!.doc,
        },
        {
          span: places.get(of) ?? call,
          ...(otherSpan === undefined
            ? {}
            : { related: [{ message: `"${beside}" is given here`, span: otherSpan }] }),
        },
      ),
    );
  }
  return broken.length === 0;
};
