import type { Diagnostic } from '@neurite/contract';
import type { Document } from '../documents/document.js';

/** What is wrong with a text, and with the texts that it imports: those say their own name in their spans. */
export const diagnosticsOf = (document: Document): readonly Diagnostic[] =>
  document.checked().compilation.diagnostics;
