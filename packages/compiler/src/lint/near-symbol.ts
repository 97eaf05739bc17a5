import type { Diagnostic } from '@neurite/contract';
import { nearest } from '@neurite/language';
import type { LocalName } from '../check/local-names.js';
import { report } from '../diagnostics.js';

/** A dimension that stands once and near another name is likely misspelt: `[seq, dim]` and `[seg, dim]`. */
export const nearSymbols = (names: readonly LocalName[]): readonly Diagnostic[] =>
  names.flatMap(({ name, span, what, mentions }, index) => {
    if (what !== 'symbol' || mentions > 0) return [];
    // Of two such names the second is the slip.
    const others = names
      .slice(0, index)
      .filter((other) => other.name !== name && (other.what === 'symbol' || other.what === 'parameter'));
    const near = nearest(
      name,
      others.map((other) => other.name),
    );
    return near === undefined
      ? []
      : [
          report(
            'near-symbol',
            { name, near },
            { span, fixes: [{ title: `Change to "${near}"`, edits: [{ span, text: near }] }] },
          ),
        ];
  });
