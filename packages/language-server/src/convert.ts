import type { Diagnostic, Position, Span, TextEdit } from '@neurite/contract';
import type { Completion, CompletionKind, DocumentSymbol, SymbolKind } from '@neurite/language-service';
import {
  CompletionItemKind,
  type CompletionItem,
  DiagnosticSeverity,
  type Diagnostic as ProtocolDiagnostic,
  type DocumentSymbol as ProtocolSymbol,
  MarkupKind,
  type Position as ProtocolPosition,
  type Range,
  SymbolKind as ProtocolSymbolKind,
  type TextEdit as ProtocolEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';

// Both sides count columns in UTF-16 units; here lines and columns begin at 1, in the protocol at 0.

export const toPosition = ({ line, column }: Position): ProtocolPosition => ({
  line: line - 1,
  character: column - 1,
});
export const toRange = ({ start, end }: Pick<Span, 'start' | 'end'>): Range => ({
  start: toPosition(start),
  end: toPosition(end),
});
export const toEdit = ({ span, text }: TextEdit): ProtocolEdit => ({ range: toRange(span), newText: text });

/** Edits of several files, by their addresses. */
export const toWorkspaceEdit = (
  edits: readonly TextEdit[],
  uriOf: (name: string) => string,
): WorkspaceEdit => {
  const changes: Record<string, ProtocolEdit[]> = {};
  for (const edit of edits) (changes[uriOf(edit.span.source)] ??= []).push(toEdit(edit));
  return { changes };
};

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A diagnostic with all that it says: what helps, and how a value came by its shape. */
export const toDiagnostic = (
  { code, severity, message, span, related = [], history = [], help }: Diagnostic,
  uriOf: (name: string) => string,
): ProtocolDiagnostic => ({
  code,
  severity: severities[severity],
  source: 'neurite',
  message: [message, ...history, ...(help === undefined ? [] : [`help: ${help}`])].join('\n'),
  range: span === undefined ? nowhere : toRange(span),
  relatedInformation: related.map((place) => ({
    message: place.message,
    location: { uri: uriOf(place.span.source), range: toRange(place.span) },
  })),
});

const completionKinds: { readonly [K in CompletionKind]: CompletionItemKind } = {
  keyword: CompletionItemKind.Keyword,
  layer: CompletionItemKind.Function,
  entry: CompletionItemKind.Function,
  block: CompletionItemKind.Module,
  model: CompletionItemKind.Class,
  data: CompletionItemKind.Class,
  recipe: CompletionItemKind.Class,
  function: CompletionItemKind.Function,
  value: CompletionItemKind.Variable,
  parameter: CompletionItemKind.TypeParameter,
  option: CompletionItemKind.Property,
  setting: CompletionItemKind.Property,
  member: CompletionItemKind.Field,
  choice: CompletionItemKind.EnumMember,
  type: CompletionItemKind.Keyword,
};

export const toCompletion = (
  { label, kind, detail, documentation, text, rank }: Completion,
  span: Span,
): CompletionItem => ({
  label,
  kind: completionKinds[kind],
  sortText: `${rank} ${label}`,
  filterText: label,
  textEdit: { range: toRange(span), newText: text },
  ...(detail === undefined ? {} : { detail }),
  ...(documentation === undefined
    ? {}
    : { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
});

const symbolKinds: { readonly [K in SymbolKind]: ProtocolSymbolKind } = {
  model: ProtocolSymbolKind.Class,
  block: ProtocolSymbolKind.Module,
  function: ProtocolSymbolKind.Function,
  data: ProtocolSymbolKind.Struct,
  recipe: ProtocolSymbolKind.Event,
  input: ProtocolSymbolKind.Field,
  output: ProtocolSymbolKind.Field,
  value: ProtocolSymbolKind.Variable,
  weight: ProtocolSymbolKind.Variable,
  parameter: ProtocolSymbolKind.TypeParameter,
  setting: ProtocolSymbolKind.Property,
  field: ProtocolSymbolKind.Field,
  import: ProtocolSymbolKind.Package,
};

export const toSymbol = ({
  name,
  detail,
  kind,
  span,
  selection,
  children,
}: DocumentSymbol): ProtocolSymbol => ({
  name,
  detail,
  kind: symbolKinds[kind],
  range: toRange(span),
  selectionRange: toRange(selection),
  children: children.map(toSymbol),
});
