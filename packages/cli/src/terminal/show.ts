import type { Diagnostic, Position } from '@neurite/contract';
import { render } from '@neurite/language';
import type { Terminal } from './terminal.js';

const place = ({ line, column }: Position) => ({ line, column });

/** A diagnostic in the JSON shape that tools rely on; see docs/cli.md. */
export const diagnosticJson = ({ code, severity, message, span, related, history, help }: Diagnostic) => ({
  code,
  severity,
  message,
  ...(span === undefined
    ? {}
    : { file: span.source, span: { start: place(span.start), end: place(span.end) } }),
  related: (related ?? []).map((other) => ({
    message: other.message,
    file: other.span.source,
    span: { start: place(other.span.start), end: place(other.span.end) },
  })),
  ...(history === undefined ? {} : { history }),
  ...(help === undefined ? {} : { help }),
});

/** Prints diagnostics for people, each with its excerpt; `texts` gives the text of each source by name. */
export const showDiagnostics = (
  terminal: Terminal,
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
): void => {
  for (const diagnostic of diagnostics)
    terminal.error(`${render(diagnostic, (source) => texts.get(source), { color: terminal.color })}\n\n`);
};

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `2 errors, 1 warning` */
export const tally = (diagnostics: readonly Diagnostic[]): string => {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  const parts = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ];
  return parts.length === 0 ? 'no problems' : parts.join(', ');
};
