import type { Severity, Span } from '@neurite/contract';
import { escapeText } from '../text/escape.js';
import type { LineMap } from '../text/line-map.js';
import { textWidth } from '../text/width.js';
import { showLine } from './line.js';
import type { Paint } from './paint.js';

/** A span to underline, and what to say of it. */
export interface Mark {
  readonly span: Span;
  readonly label: string;
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** Lines of a source with carets below what is marked; marks of one line share its caret line. */
export const excerpt = (
  marks: readonly Mark[],
  lines: LineMap,
  severity: Severity,
  paint: Paint,
): readonly string[] => {
  const byLine = new Map<number, Mark[]>();
  for (const mark of marks) {
    const { line } = mark.span.start;
    byLine.set(line, [...(byLine.get(line) ?? []), mark]);
  }
  const numbers = [...byLine.keys()].sort((a, b) => a - b);
  const gutter = `   ${' '.repeat(String(numbers.at(-1) ?? 0).length)} |`;
  return numbers.flatMap((number, index) => {
    const source = lines.lineText(number);
    const onLine = byLine.get(number)!.sort((a, b) => a.span.start.column - b.span.start.column);
    const shown = showLine(source, onLine[0]!.span.start.column - 1);
    const ranges = onLine.map(({ span, label }): Range => {
      const from = shown.cellOf(span.start.column - 1);
      // A span over several lines is underlined to the end of its first.
      const end = span.end.line > number ? source.length : span.end.column - 1;
      return { from, to: Math.max(from + 1, shown.cellOf(end)), label: escapeText(label) };
    });
    const title = `   ${String(number).padStart(gutter.length - 5)} |`;
    const skipped =
      index > 0 && number > numbers[index - 1]! + 1 ? [paint.frame(`${gutter.slice(0, -1)}…`)] : [];
    return [
      ...skipped,
      `${paint.frame(title)}${shown.text === '' ? '' : ` ${shown.text}`}`,
      ...caretRows(ranges).map((row) => `${paint.frame(gutter)} ${paint.severity(severity, row)}`),
    ];
  });
};

/** All carets on one row; a label stands behind its carets where it reaches no later mark, and else on a row of its own. */
const caretRows = (ranges: readonly Range[]): readonly string[] => {
  let carets = '';
  let width = 0;
  const below: Range[] = [];
  ranges.forEach((range, index) => {
    const { from, to, label } = range;
    const start = Math.max(from, width);
    if (to > start) {
      carets += ' '.repeat(start - width) + '^'.repeat(to - start);
      width = to;
    }
    const next = ranges[index + 1];
    if (label === '') return;
    if (next && width + 1 + textWidth(label) >= next.from) below.push(range);
    else {
      carets += ` ${label}`;
      width += 1 + textWidth(label);
    }
  });
  return [carets, ...below.reverse().map(({ from, label }) => ' '.repeat(from) + label)];
};
