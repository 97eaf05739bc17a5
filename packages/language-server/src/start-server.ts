import type { Span } from '@neurite/contract';
import { createLanguageService } from '@neurite/language-service';
import { catalog } from '@neurite/standard/catalog';
import { readPackageCatalog } from '@neurite/standard/packages';
import { dirname } from 'node:path';
import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
  DidChangeWatchedFilesNotification,
  FoldingRangeKind,
  InlayHintKind,
  LSPErrorCodes,
  MarkupKind,
  type Position,
  type Range,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  toCompletion,
  toDiagnostic,
  toEdit,
  toPosition,
  toRange,
  toSymbol,
  toWorkspaceEdit,
} from './convert.js';
import { nameOf, uriOf } from './names.js';
import { createProjectFiles } from './project-files.js';
import { encodeTokens, legend } from './semantic-tokens.js';

/** How long typing must pause before diagnostics are found, in milliseconds: less than anybody notices. */
const pause = 60;

const foldingKinds = {
  region: FoldingRangeKind.Region,
  comment: FoldingRangeKind.Comment,
  imports: FoldingRangeKind.Imports,
} as const;

/** Answers the requests of an editor on a connection, until it is closed. */
export const startServer = (connection: Connection): void => {
  let folders: readonly string[] = [];
  const files = createProjectFiles(() => folders);
  const service = createLanguageService({
    catalog,
    readImport: files.read,
    readPackage: (name, from) => readPackageCatalog(name, dirname(from)),
    files: files.all,
  });
  const documents = new TextDocuments(TextDocument);
  // The address that the editor itself uses for a document; other spellings would be other documents to it.
  const addresses = new Map<string, string>();
  const addressOf = (name: string): string => addresses.get(name) ?? uriOf(name);

  const waiting = new Map<string, NodeJS.Timeout>();
  const publish = (name: string): void => {
    waiting.delete(name);
    const document = service.document(name);
    if (document === undefined) return;
    const diagnostics = service.diagnostics(name).map((diagnostic) => toDiagnostic(diagnostic, addressOf));
    void connection.sendDiagnostics({ uri: addressOf(name), version: document.version, diagnostics });
  };
  const publishSoon = (name: string): void => {
    clearTimeout(waiting.get(name));
    waiting.set(
      name,
      setTimeout(() => publish(name), pause),
    );
  };
  /** Checks what has changed, and what imports anything: it may import what has changed. */
  const changed = (name: string): void => {
    for (const other of service.documents) {
      const imports = service.document(other)!.tree.items.some(({ kind }) => kind === 'import');
      if (other === name || imports) publishSoon(other);
    }
  };

  documents.onDidChangeContent(({ document }) => {
    const name = nameOf(document.uri);
    addresses.set(name, document.uri);
    service.open(name, document.getText(), document.version);
    changed(name);
  });
  documents.onDidClose(({ document }) => {
    const name = nameOf(document.uri);
    clearTimeout(waiting.get(name));
    waiting.delete(name);
    service.close(name);
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    changed(name);
    addresses.delete(name);
  });

  /** Answers after what else has arrived was read, so that a request can be cancelled before any work is done for it. */
  const answering =
    <P extends { readonly textDocument: { readonly uri: string } }, R>(
      answer: (name: string, parameters: P, document: TextDocument) => R,
      otherwise: R,
    ) =>
    async (parameters: P, token: CancellationToken): Promise<R | ResponseError<void>> => {
      await new Promise((resolve) => setImmediate(resolve));
      if (token.isCancellationRequested)
        return new ResponseError<void>(LSPErrorCodes.RequestCancelled, 'cancelled');
      const { uri } = parameters.textDocument;
      const document = documents.get(uri);
      return document === undefined ? otherwise : answer(nameOf(uri), parameters, document);
    };
  const spanOf = (name: string, document: TextDocument, { start, end }: Range): Span => {
    const place = (position: Position): Span['start'] => ({
      offset: document.offsetAt(position),
      line: position.line + 1,
      column: position.character + 1,
    });
    return { source: name, start: place(start), end: place(end) };
  };
  const locationOf = (span: Span) => ({ uri: addressOf(span.source), range: toRange(span) });

  let watches = false;
  connection.onInitialize(({ workspaceFolders, rootUri, capabilities }) => {
    const roots = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
    folders = roots.filter((uri) => uri.startsWith('file:')).map(nameOf);
    watches = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    return {
      serverInfo: { name: 'neurite' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        completionProvider: { triggerCharacters: ['.', '>', '(', ',', ':', '['] },
        hoverProvider: true,
        inlayHintProvider: true,
        signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [':'] },
        definitionProvider: true,
        referencesProvider: true,
        renameProvider: { prepareProvider: true },
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        semanticTokensProvider: { legend, full: true },
        documentFormattingProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      },
    };
  });
  connection.onInitialized(() => {
    if (!watches) return;
    void connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: '**/*.nn' }],
    });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    files.forget();
    for (const { uri } of changes) {
      const name = nameOf(uri);
      if (service.document(name) !== undefined) continue;
      service.refresh(name);
      changed(name);
    }
  });

  connection.onCompletion(
    answering((name, { position }, document) => {
      const found = service.completion(name, document.offsetAt(position));
      return found?.items.map((item) => toCompletion(item, found.span)) ?? [];
    }, []),
  );
  connection.onHover(
    answering((name, { position }, document) => {
      const found = service.hover(name, document.offsetAt(position));
      return found === undefined
        ? null
        : { contents: { kind: MarkupKind.Markdown, value: found.contents }, range: toRange(found.span) };
    }, null),
  );
  connection.languages.inlayHint.on(
    answering(
      (name, { range }, document) =>
        service.inlayHints(name, spanOf(name, document, range)).map(({ span, label, tooltip }) => ({
          position: toPosition(span.end),
          label,
          tooltip: { kind: MarkupKind.Markdown, value: tooltip },
          kind: InlayHintKind.Type,
          paddingLeft: true,
        })),
      [],
    ),
  );
  connection.onSignatureHelp(
    answering((name, { position }, document) => {
      const found = service.signatureHelp(name, document.offsetAt(position));
      if (found === undefined) return null;
      const markdown = (value: string | undefined) =>
        value === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value } };
      const parameters = found.parameters.map(({ label, documentation }) => ({
        label,
        ...markdown(documentation),
      }));
      return {
        signatures: [{ label: found.label, ...markdown(found.documentation), parameters }],
        activeSignature: 0,
        // Beyond the last parameter none is emphasised.
        activeParameter: found.active ?? parameters.length,
      };
    }, null),
  );
  connection.onDefinition(
    answering((name, { position }, document) => {
      const found = service.definition(name, document.offsetAt(position));
      return found === undefined ? null : locationOf(found);
    }, null),
  );
  connection.onReferences(
    answering(
      (name, { position, context }, document) =>
        service.references(name, document.offsetAt(position), context.includeDeclaration).map(locationOf),
      [],
    ),
  );
  connection.onPrepareRename(
    answering((name, { position }, document) => {
      const found = service.renameable(name, document.offsetAt(position));
      return found === undefined ? null : toRange(found);
    }, null),
  );
  connection.onRenameRequest(
    answering((name, { position, newName }, document) => {
      const result = service.rename(name, document.offsetAt(position), newName);
      if (!result.ok) throw new ResponseError<void>(LSPErrorCodes.RequestFailed, result.reason);
      return toWorkspaceEdit(result.edits, addressOf);
    }, null),
  );
  connection.onDocumentSymbol(answering((name) => service.symbols(name).map(toSymbol), []));
  connection.onFoldingRanges(
    answering(
      (name) =>
        service.folding(name).map(({ start, end, kind }) => ({
          startLine: start - 1,
          endLine: end - 1,
          kind: foldingKinds[kind],
        })),
      [],
    ),
  );
  connection.languages.semanticTokens.on(
    answering((name) => ({ data: encodeTokens(service.semanticTokens(name)) }), { data: [] }),
  );
  connection.onDocumentFormatting(answering((name) => service.formatting(name).map(toEdit), []));
  connection.onCodeAction(
    answering(
      (name, { range, context }, document) =>
        service.quickFixes(name, spanOf(name, document, range)).map(({ title, code, edits, span }) => {
          const mended = context.diagnostics.filter(
            (diagnostic) =>
              diagnostic.code === code &&
              diagnostic.range.start.line === span.start.line - 1 &&
              diagnostic.range.start.character === span.start.column - 1,
          );
          return {
            title,
            kind: CodeActionKind.QuickFix,
            diagnostics: mended,
            edit: toWorkspaceEdit(edits, addressOf),
          };
        }),
      [],
    ),
  );
  connection.onShutdown(() => {
    for (const timer of waiting.values()) clearTimeout(timer);
    waiting.clear();
  });

  documents.listen(connection);
  connection.listen();
};
