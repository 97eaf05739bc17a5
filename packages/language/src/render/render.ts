import type { Diagnostic, Span } from '@neurite/contract';
import { applyFix } from '../text/apply-fix.js';
import { escapeText } from '../text/escape.js';
import { createLineMap } from '../text/line-map.js';
import { excerpt, type Mark } from './excerpt.js';
import { createPaint } from './paint.js';

/** The text that spans point into, or a function that finds it by the name in the span. */
export type Sources = string | ((source: string) => string | undefined);

export interface RenderOptions {
  /** Whether to colour with ANSI escapes; default false. */
  readonly color?: boolean;
}

const sameSpan = (a: Span, b: Span): boolean =>
  a.source === b.source && a.start.offset === b.start.offset && a.end.offset === b.end.offset;

const oneLine = (text: string): string => escapeText(text).replaceAll('\n', ' ');

/** What the fixes would make of the line: said where there is no other help. */
const suggestions = (
  { span, fixes = [] }: Diagnostic,
  textOf: (source: string) => string | undefined,
): readonly string[] => {
  const text = span && textOf(span.source);
  if (text === undefined) return [];
  return fixes.map((fix) => {
    const line = Math.min(...fix.edits.map((edit) => edit.span.start.line));
    const before = createLineMap(text).lineText(line).trim();
    const changed = createLineMap(applyFix(text, fix, span!.source))
      .lineText(line)
      .trim();
    return changed === '' || changed === before || changed.length > longestSuggestion
      ? `${fix.title}.`
      : `${fix.title}: ${oneLine(changed)}`;
  });
};
const longestSuggestion = 120;

/**
 * A diagnostic as a terminal shows it: code and message, place, the lines with carets, the history of shapes, and help.
 * The text ends without a line feed.
 *
 * @example
 * for (const diagnostic of diagnostics) console.error(render(diagnostic, text, { color: true }));
 */
export const render = (
  diagnostic: Diagnostic,
  sources: Sources,
  { color = false }: RenderOptions = {},
): string => {
  const { code, severity, message, span, related = [], history = [], help } = diagnostic;
  const paint = createPaint(color);
  const textOf = typeof sources === 'string' ? () => sources : sources;
  const out = [`${paint.severity(severity, `${severity}[${code}]`)}${paint.strong(`: ${oneLine(message)}`)}`];

  const block = (marks: readonly Mark[]): void => {
    const [{ span: first }] = marks as readonly [Mark];
    out.push(paint.frame(`  ${oneLine(first.source)}:${first.start.line}:${first.start.column}`));
    const text = textOf(first.source);
    if (text !== undefined) out.push(...excerpt(marks, createLineMap(text), severity, paint));
  };
  if (span) {
    // A related place that is the primary one says what stands there.
    const label = related.find((place) => sameSpan(place.span, span))?.message ?? '';
    const others = related
      .filter((place) => !sameSpan(place.span, span))
      .map((place): Mark => ({ span: place.span, label: place.message }));
    block([{ span, label }, ...others.filter((mark) => mark.span.source === span.source)]);
    for (const source of new Set(others.map((mark) => mark.span.source))) {
      if (source !== span.source) block(others.filter((mark) => mark.span.source === source));
    }
  }
  for (const line of history) out.push(`   ${oneLine(line)}`);
  const helpLines = help === undefined ? suggestions(diagnostic, textOf) : escapeText(help).split('\n');
  helpLines.forEach((line, index) =>
    out.push(index === 0 ? `   ${paint.help('help')}: ${line}` : `         ${line}`),
  );
  return out.join('\n');
};
