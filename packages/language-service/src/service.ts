import type { ReadImport, ReadPackage } from '@neurite/compiler';
import type { Catalog, Diagnostic, Span, TextEdit } from '@neurite/contract';
import { complete } from './completion/complete.js';
import type { Document } from './documents/document.js';
import { createStore } from './documents/store.js';
import { definitionAt } from './features/definition.js';
import { diagnosticsOf } from './features/diagnostics.js';
import { foldingRanges } from './features/folding.js';
import { formattingEdits } from './features/formatting.js';
import { hoverAt } from './features/hover.js';
import { inlayHints } from './features/inlay-hints.js';
import { quickFixes } from './features/quick-fixes.js';
import { referencesAt } from './features/references.js';
import { renameableAt, renameAt } from './features/rename.js';
import { semanticTokens } from './features/semantic-tokens.js';
import { signatureHelpAt } from './features/signature-help.js';
import { documentSymbols } from './features/symbols.js';
import type {
  Completions,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  QuickFix,
  RenameResult,
  SemanticToken,
  SignatureHelp,
} from './features/types.js';
import type { Workspace } from './features/workspace.js';
import { createNameIndex } from './names/name-index.js';

export interface LanguageServiceOptions {
  /** Where names of plugins are looked up. */
  readonly catalog: Catalog;
  /** Reads a file that another one imports. Without it only open documents can be imported. */
  readonly readImport?: ReadImport;
  /** Reads the catalog file of a package that a text uses. Without it no package can be used. */
  readonly readPackage?: ReadPackage;
  /** The other files of the project, for references and renaming. */
  readonly files?: () => readonly { readonly source: string; readonly text: string }[];
}

/** What an editor asks. Documents go by name; places are offsets; names that are not open give empty answers. */
export interface LanguageService {
  /** Adds a document, or replaces its text. */
  open(name: string, text: string, version: number): void;
  close(name: string): void;
  /** A file that is not open has changed. */
  refresh(name: string): void;
  document(name: string): Document | undefined;
  /** The names of the open documents. */
  readonly documents: readonly string[];
  diagnostics(name: string): readonly Diagnostic[];
  completion(name: string, offset: number): Completions | undefined;
  hover(name: string, offset: number): Hover | undefined;
  inlayHints(name: string, range?: Span): readonly InlayHint[];
  signatureHelp(name: string, offset: number): SignatureHelp | undefined;
  definition(name: string, offset: number): Span | undefined;
  references(name: string, offset: number, withDefinition?: boolean): readonly Span[];
  /** The name at an offset, where it can be renamed. */
  renameable(name: string, offset: number): Span | undefined;
  rename(name: string, offset: number, to: string): RenameResult;
  symbols(name: string): readonly DocumentSymbol[];
  folding(name: string): readonly FoldingRange[];
  semanticTokens(name: string): readonly SemanticToken[];
  formatting(name: string): readonly TextEdit[];
  quickFixes(name: string, range: Span): readonly QuickFix[];
}

/**
 * The answers to an editor's questions about `.nn` files. Does no input or output of its own, and never throws at half-written texts.
 *
 * @example
 * const service = createLanguageService({ catalog });
 * service.open('a.nn', 'model A { input x: [4]  output x -> dense(3) }', 1);
 * service.inlayHints('a.nn'); // [{ label: '[3] · 15', … }]
 */
export const createLanguageService = ({
  catalog,
  readImport,
  readPackage,
  files,
}: LanguageServiceOptions): LanguageService => {
  const store = createStore({ catalog, readImport, readPackage, files });
  const names = createNameIndex(store);
  /** What a document is asked with: where it uses packages, their names are in the catalog. */
  const around = (document: Document): Workspace => ({ catalog: document.catalog, store, names });
  const ask = <T>(name: string, answer: (document: Document) => T, otherwise: T): T => {
    const document = store.get(name);
    return document === undefined ? otherwise : answer(document);
  };
  return {
    open: (name, text, version) => void store.open(name, text, version),
    close: store.close,
    refresh: store.refresh,
    document: store.get,
    get documents() {
      return store.names;
    },
    diagnostics: (name) => ask(name, (document) => diagnosticsOf(around(document), document), []),
    completion: (name, offset) =>
      ask(name, (document) => complete(around(document), document, offset), undefined),
    hover: (name, offset) => ask(name, (document) => hoverAt(around(document), document, offset), undefined),
    inlayHints: (name, range) => ask(name, (document) => inlayHints(document, range), []),
    signatureHelp: (name, offset) =>
      ask(name, (document) => signatureHelpAt(around(document), document, offset), undefined),
    definition: (name, offset) =>
      ask(name, (document) => definitionAt(around(document), document, offset), undefined),
    references: (name, offset, withDefinition) =>
      ask(name, (document) => referencesAt(around(document), document, offset, withDefinition), []),
    renameable: (name, offset) =>
      ask(name, (document) => renameableAt(around(document), document, offset), undefined),
    rename: (name, offset, to) =>
      ask<RenameResult>(name, (document) => renameAt(around(document), document, offset, to), {
        ok: false,
        reason: `"${name}" is not open.`,
      }),
    symbols: (name) => ask(name, documentSymbols, []),
    folding: (name) => ask(name, foldingRanges, []),
    semanticTokens: (name) => ask(name, (document) => semanticTokens(around(document), document), []),
    formatting: (name) => ask(name, formattingEdits, []),
    quickFixes: (name, range) => ask(name, (document) => quickFixes(document, range), []),
  };
};
