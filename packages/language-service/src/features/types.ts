import type { Span, TextEdit } from '@neurite/contract';

// What editors are given, in plain types: places are Spans of the contract, texts are Markdown where they say so.

export type CompletionKind =
  | 'keyword'
  | 'layer'
  | 'entry'
  | 'block'
  | 'model'
  | 'data'
  | 'recipe'
  | 'function'
  | 'value'
  | 'parameter'
  | 'option'
  | 'setting'
  | 'member'
  | 'choice'
  | 'type';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** One line beside the name. */
  readonly detail?: string | undefined;
  /** Markdown. */
  readonly documentation?: string | undefined;
  /** What is put in place of `span`. */
  readonly text: string;
  /** Groups of equal rank are sorted by name; the lowest comes first. */
  readonly rank: number;
}
export interface Completions {
  /** What is typed so far, and gets replaced. */
  readonly span: Span;
  readonly items: readonly Completion[];
}

export interface Hover {
  readonly span: Span;
  /** Markdown. */
  readonly contents: string;
}

export interface InlayHint {
  /** Behind this place. */
  readonly span: Span;
  readonly label: string;
  readonly tooltip: string;
}

export interface SignatureHelp {
  readonly label: string;
  readonly documentation?: string | undefined;
  readonly parameters: readonly { readonly label: string; readonly documentation?: string | undefined }[];
  /** The parameter whose value stands at the place. */
  readonly active?: number | undefined;
}

/** Edits of one or several files; each span names its file. */
export type RenameResult =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly reason: string };

export type SymbolKind =
  | 'model'
  | 'block'
  | 'function'
  | 'data'
  | 'recipe'
  | 'input'
  | 'output'
  | 'value'
  | 'weight'
  | 'parameter'
  | 'setting'
  | 'field'
  | 'import';

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly span: Span;
  /** The name itself. */
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

export interface FoldingRange {
  /** From the end of the first line to the end of the last; lines count from 1. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'region' | 'comment' | 'imports';
}

export const semanticTokenTypes = [
  'keyword',
  'class',
  'function',
  'method',
  'parameter',
  'variable',
  'property',
  'enumMember',
  'type',
  'number',
  'string',
  'comment',
  'operator',
] as const;
export const semanticTokenModifiers = ['declaration', 'defaultLibrary', 'documentation'] as const;

export interface SemanticToken {
  readonly span: Span;
  readonly type: (typeof semanticTokenTypes)[number];
  readonly modifiers: readonly (typeof semanticTokenModifiers)[number][];
}

/** A change that an editor offers for a diagnostic. */
export interface QuickFix {
  readonly title: string;
  /** The code of the diagnostic that it mends. */
  readonly code: string;
  readonly span: Span;
  readonly edits: readonly TextEdit[];
}
