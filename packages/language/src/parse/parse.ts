import type { Diagnostic } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Reading } from '../grammar/engine.js';
import { parser } from '../grammar/parser.js';
import { limits } from '../limits.js';
import { balanceBrackets } from '../tokens/brackets.js';
import { boundDepth } from '../tokens/depth.js';
import { scan } from '../tokens/scan.js';
import { findKeywords } from '../tokens/words.js';
import type { Comment, Module } from '../tree/tree.js';
import { docsByLine } from './docs.js';

export interface ParseOptions {
  /** The name of the text in spans: a path relative to the project, or `<text>`. */
  readonly source: string;
}
export interface Parsed {
  readonly tree: Module;
  readonly diagnostics: readonly Diagnostic[];
}

/** How a text becomes what the grammar reads. */
export interface Prepared {
  readonly reading: Reading;
  readonly comments: readonly Comment[];
}

/** text → scan → keywords → balanced brackets → bounded depth: whatever comes out, the grammar can read. */
export const prepare = (text: string, source: string, fragment: boolean): Prepared => {
  const scanned = scan(text, source);
  const worded = findKeywords(scanned.tokens, source, fragment);
  const balanced = balanceBrackets(worded.tokens, source);
  const bounded = boundDepth(balanced.tokens, source);
  const words = [...scanned.diagnostics, ...worded.diagnostics];
  const faultyLines = linesOf(words);
  // Of brackets that are nested too deep it does not matter which are closed.
  const structure =
    bounded.diagnostics.length > 0 ? bounded.diagnostics : onePerLine(balanced.diagnostics, faultyLines);
  const diagnostics = [...words, ...structure];
  return {
    comments: scanned.comments,
    reading: {
      source,
      tokens: bounded.tokens,
      end: scanned.end,
      docs: docsByLine(scanned.comments),
      faultyLines: linesOf(diagnostics),
      diagnostics,
    },
  };
};

const linesOf = (diagnostics: readonly Diagnostic[]): Set<number> =>
  new Set(diagnostics.filter(({ severity }) => severity === 'error').map(({ span }) => span!.start.line));

/** Of several brackets that one line leaves open, the first tells enough; a mistake among its words may have hidden them all. */
const onePerLine = (
  diagnostics: readonly Diagnostic[],
  faultyLines: ReadonlySet<number>,
): readonly Diagnostic[] => {
  const seen = new Set(faultyLines);
  return orderly(diagnostics).filter(({ span }) => !seen.has(span!.start.line) && seen.add(span!.start.line));
};

/**
 * Reads a text. Never throws and always gives a tree, with `missing` nodes where something could not be read.
 *
 * @example
 * const { tree, diagnostics } = parse('model Line { input x: [1]  output x -> dense(1) }', { source: 'line.nn' });
 */
export const parse = (text: string, { source }: ParseOptions): Parsed => {
  const tooLarge = sizeMistake(text, source);
  if (tooLarge) return { tree: emptyModule(source), diagnostics: [tooLarge] };
  const { reading, comments } = prepare(text, source, false);
  const { engine, rules } = parser();
  const tree = engine.read(reading, rules.module);
  const span = { ...tree.span, end: reading.end };
  return { tree: { ...tree, comments, span }, diagnostics: orderly(reading.diagnostics) };
};

export const sizeMistake = (text: string, source: string): Diagnostic | undefined => {
  // UTF-8 takes at most three bytes for a UTF-16 unit: most texts need no counting.
  if (text.length * 3 <= limits.sourceBytes) return undefined;
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= limits.sourceBytes) return undefined;
  const start = { offset: 0, line: 1, column: 1 };
  return report(
    'source-too-large',
    { bytes, limit: limits.sourceBytes },
    { span: { source, start, end: start } },
  );
};

const emptyModule = (source: string): Module => {
  const start = { offset: 0, line: 1, column: 1 };
  return { kind: 'module', items: [], comments: [], span: { source, start, end: start } };
};

/** In the order of the text, and not more than anyone reads. */
export const orderly = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => {
  const sorted = [...diagnostics].sort((a, b) => a.span!.start.offset - b.span!.start.offset);
  if (sorted.length <= limits.diagnostics) return sorted;
  const kept = sorted.slice(0, limits.diagnostics);
  return [
    ...kept,
    report('too-many-mistakes', { limit: limits.diagnostics }, { span: sorted[limits.diagnostics]!.span! }),
  ];
};
