import type { Diagnostic, Outcome } from '@neurite/contract';
import { render } from '@neurite/language';

/**
 * What the functions of this package throw when a text, data or an input is at fault: in a program, unlike in an editor, nobody
 * waits for a list. The message is the diagnostics as the command would print them; `diagnostics` are the values.
 */
export class NeuriteError extends Error {
  constructor(
    readonly diagnostics: readonly Diagnostic[],
    text?: string,
  ) {
    super(diagnostics.map((diagnostic) => render(diagnostic, () => text, { color: false })).join('\n\n'));
    this.name = 'NeuriteError';
  }
}

/** The value of an outcome; throws its diagnostics where there is none. */
export const valueOf = <T>(outcome: Outcome<T>, text?: string): T => {
  if (outcome.ok) return outcome.value;
  throw new NeuriteError(outcome.diagnostics, text);
};
