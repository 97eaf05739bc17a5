import type { Span } from '@neurite/contract';
import type { Document } from '../documents/document.js';
import type { QuickFix } from './types.js';

/** The fixes of the diagnostics that touch a range. */
export const quickFixes = (document: Document, range: Span): readonly QuickFix[] =>
  document
    .checked()
    .compilation.diagnostics.flatMap(({ code, span, fixes = [] }) =>
      span === undefined || span.source !== document.name || !touches(span, range)
        ? []
        : fixes.map(({ title, edits }) => ({ title, code, span, edits })),
    );

const touches = (one: Span, other: Span): boolean =>
  one.start.offset <= other.end.offset && other.start.offset <= one.end.offset;
