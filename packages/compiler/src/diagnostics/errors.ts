import type { Diagnostic } from '@neurite/contract';

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some((diagnostic) => diagnostic.severity === 'error');

/** Codes that say the same of a name: the first one counts. */
const about: Readonly<Record<string, string>> = {
  'unknown-name': 'name',
  'misplaced-name': 'name',
  'used-before-definition': 'name',
};

/** Each mistake once, in the order of the text: a block that is used eight times reports its mistake eight times. */
export const distinct = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => {
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { code, span } = diagnostic;
    const key = `${about[code] ?? code} ${span?.source ?? ''} ${span?.start.offset ?? ''} ${span?.end.offset ?? diagnostic.message}`;
    if (!seen.has(key)) seen.set(key, diagnostic);
  }
  return [...seen.values()].sort(
    (a, b) =>
      Number(a.span !== undefined) - Number(b.span !== undefined) ||
      (a.span?.start.offset ?? 0) - (b.span?.start.offset ?? 0),
  );
};
