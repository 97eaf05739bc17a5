import type { Span } from './span.js';

export type Severity = 'error' | 'warning' | 'info';

/** Another place that helps to understand a diagnostic. */
export interface RelatedPlace {
  readonly message: string;
  readonly span: Span;
}

/** Replaces the text of `span` by `text`. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** A change that an editor can apply at once. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What is wrong, where, and what to do about it: a value, never thrown. `code` names a page of `docs/errors/`. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Absent only where no text is at fault, such as a folder that cannot be written. */
  readonly span?: Span;
  readonly related?: readonly RelatedPlace[];
  /** How a value came by its shape, line by line, oldest first; printed below the excerpt. */
  readonly history?: readonly string[];
  readonly help?: string;
  readonly fixes?: readonly Fix[];
}

/** One row of a package's table of diagnostics: the severity, and the message made from typed arguments. */
export interface DiagnosticRow<A> {
  readonly severity: Severity;
  readonly message: (parts: A) => string;
  readonly help?: (parts: A) => string | undefined;
}

/** Where a diagnostic is, and what else belongs to it. */
export type DiagnosticPlace = Pick<Diagnostic, 'span' | 'related' | 'history' | 'help' | 'fixes'>;

// `never` as the argument makes every concrete row assignable: parameters are contravariant.
export type DiagnosticTable = Readonly<Record<string, DiagnosticRow<never>>>;

type Parts<R> = R extends DiagnosticRow<infer A> ? A : never;

/**
 * Turns a package's table into the function that makes its diagnostics.
 *
 * @example
 * const report = reporter({ 'unknown-name': { severity: 'error', message: (p: { name: string }) => `Unknown name "${p.name}".` } });
 * report('unknown-name', { name: 'rleu' }, { span });
 */
export const reporter =
  <T extends DiagnosticTable>(table: T) =>
  <C extends keyof T & string>(code: C, parts: Parts<T[C]>, place: DiagnosticPlace = {}): Diagnostic => {
    const row = table[code] as unknown as DiagnosticRow<Parts<T[C]>>;
    const help = place.help ?? row.help?.(parts);
    return {
      code,
      severity: row.severity,
      message: row.message(parts),
      ...place,
      ...(help === undefined ? {} : { help }),
    };
  };
