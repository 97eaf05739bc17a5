export type { Document } from './documents/document.js';
export {
  semanticTokenModifiers,
  semanticTokenTypes,
  type Completion,
  type CompletionKind,
  type Completions,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type InlayHint,
  type QuickFix,
  type RenameResult,
  type SemanticToken,
  type SignatureHelp,
  type SymbolKind,
} from './features/types.js';
export { createLanguageService, type LanguageService, type LanguageServiceOptions } from './service.js';
