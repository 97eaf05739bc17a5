import {
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  type InitializeResult,
  InitializeRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

/** An editor, as far as tests need one. */
export interface Client {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  open(uri: string, text: string): void;
  change(uri: string, version: number, changes: readonly Change[]): void;
  /** The diagnostics of a version of a document, as soon as they are there. */
  diagnostics(uri: string, version: number): Promise<readonly Diagnostic[]>;
  close(): Promise<void>;
}

export interface Change {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly text: string;
}

export const createClient = async (
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  rootUri: string | null,
): Promise<Client> => {
  const connection = createProtocolConnection(
    new StreamMessageReader(input),
    new StreamMessageWriter(output),
  );
  const published = new Map<string, readonly Diagnostic[]>();
  const wanted = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
    const key = `${uri} ${version ?? ''}`;
    published.set(key, diagnostics);
    wanted.get(key)?.(diagnostics);
  });
  connection.listen();
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri,
    capabilities: {},
  });
  void connection.sendNotification(InitializedNotification.type, {});
  return {
    connection,
    initialized,
    open: (uri, text) =>
      void connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: 'nn', version: 1, text },
      }),
    change: (uri, version, changes) =>
      void connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: changes.map(({ range, text }) => ({ range, text })),
      }),
    diagnostics: (uri, version) =>
      new Promise((resolve) => {
        const key = `${uri} ${version}`;
        const known = published.get(key);
        if (known === undefined) wanted.set(key, resolve);
        else resolve(known);
      }),
    close: async () => {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      connection.dispose();
    },
  };
};
