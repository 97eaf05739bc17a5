import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  CodeActionRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  LSPErrorCodes,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
} from 'vscode-languageserver-protocol/node';
import { serve } from '../src/index.js';
import { type Client, createClient } from './client.js';

const uri = 'untitled:a.nn';
// The sign before the text of a line takes two UTF-16 units and four bytes.
const text = `# 🧠 nets
model A {
  input x: [4]
  first = x -> dense(3) -> relu
  output first
}
`;

describe('the language server, through the protocol', () => {
  let client: Client;
  let status: Promise<number>;
  const start = async (rootUri: string | null = null): Promise<void> => {
    const input = new PassThrough();
    const output = new PassThrough();
    status = serve({ input, output });
    client = await createClient(output, input, rootUri);
  };
  beforeEach(() => start());
  afterEach(async () => {
    await client.close();
    expect(await status).toBe(0);
  });
  const at = (line: number, character: number, of = uri) => ({
    textDocument: { uri: of },
    position: { line, character },
  });
  const whole = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };

  it('says what it can do', () => {
    expect(client.initialized.capabilities).toMatchObject({
      textDocumentSync: 2,
      hoverProvider: true,
      inlayHintProvider: true,
      renameProvider: { prepareProvider: true },
      semanticTokensProvider: { full: true },
      codeActionProvider: { codeActionKinds: ['quickfix'] },
    });
  });

  it('follows changes and publishes diagnostics with fixes', async () => {
    client.open(uri, text);
    expect(await client.diagnostics(uri, 1)).toEqual([]);
    const range = { start: { line: 3, character: 27 }, end: { line: 3, character: 31 } };
    client.change(uri, 2, [{ range, text: 'rleu' }]);
    const diagnostics = await client.diagnostics(uri, 2);
    expect(diagnostics).toMatchObject([{ code: 'unknown-name', severity: 1, source: 'neurite', range }]);
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: [...diagnostics] },
    });
    expect(actions).toMatchObject([
      {
        kind: 'quickfix',
        diagnostics: [{ code: 'unknown-name' }],
        edit: { changes: { [uri]: [{ range, newText: 'relu' }] } },
      },
    ]);
  });

  it('counts columns in UTF-16 units', async () => {
    const line = 'model A { input x: [4]  output x -> relu }';
    client.open(uri, `# 🧠\n${line} # 🧠🧠 🧠`);
    client.change(uri, 2, [
      { range: { start: { line: 1, character: 36 }, end: { line: 1, character: 40 } }, text: 'elu' },
      // Behind the second of three signs, which take two units each.
      {
        range: { start: { line: 1, character: 48 }, end: { line: 1, character: 49 } },
        text: '\nmodel B { input x: [4]  output x -> tanhh }\n#',
      },
    ]);
    const [diagnostic] = await client.diagnostics(uri, 2);
    expect(diagnostic).toMatchObject({ range: { start: { line: 2, character: 36 } } });
  });

  it('completes, explains and shows shapes', async () => {
    client.open(uri, text);
    const items = await client.connection.sendRequest(CompletionRequest.type, at(3, 16));
    const labels = (items as { label: string }[]).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['dense', 'conv2d']));
    const hover = await client.connection.sendRequest(HoverRequest.type, at(3, 17));
    expect(hover).toMatchObject({
      contents: { value: expect.stringContaining('15 parameters') },
      range: { start: { line: 3, character: 15 }, end: { line: 3, character: 20 } },
    });
    const hints = await client.connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri },
      range: whole,
    });
    expect(hints).toMatchObject([
      { position: { line: 3, character: 23 }, label: '[3] · 15' },
      { position: { line: 3, character: 31 }, label: '[3]' },
    ]);
    const help = await client.connection.sendRequest(SignatureHelpRequest.type, at(3, 21));
    expect(help).toMatchObject({
      activeParameter: 0,
      signatures: [{ label: expect.stringContaining('units') }],
    });
  });

  it('finds, lists and renames names', async () => {
    client.open(uri, text);
    const range = { start: { line: 3, character: 2 }, end: { line: 3, character: 7 } };
    expect(await client.connection.sendRequest(DefinitionRequest.type, at(4, 10))).toEqual({ uri, range });
    const references = await client.connection.sendRequest(ReferencesRequest.type, {
      ...at(4, 10),
      context: { includeDeclaration: true },
    });
    expect(references).toHaveLength(2);
    expect(await client.connection.sendRequest(PrepareRenameRequest.type, at(4, 10))).toEqual({
      start: { line: 4, character: 9 },
      end: { line: 4, character: 14 },
    });
    const edit = await client.connection.sendRequest(RenameRequest.type, { ...at(4, 10), newName: 'hidden' });
    expect(edit!.changes![uri]).toHaveLength(2);
    await expect(
      client.connection.sendRequest(RenameRequest.type, { ...at(4, 10), newName: 'x' }),
    ).rejects.toMatchObject({ code: LSPErrorCodes.RequestFailed });
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri },
    });
    expect(symbols).toMatchObject([{ name: 'A', children: [{ name: 'x' }, { name: 'first' }] }]);
    const folds = await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } });
    expect(folds).toEqual([{ startLine: 1, endLine: 4, kind: 'region' }]);
  });

  it('colours and formats', async () => {
    client.open(uri, text.replace('x -> dense', 'x->dense'));
    const edits = await client.connection.sendRequest(DocumentFormattingRequest.type, {
      textDocument: { uri },
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(edits).toEqual([
      { range: { start: { line: 3, character: 11 }, end: { line: 3, character: 13 } }, newText: ' -> ' },
    ]);
    const tokens = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } });
    // The comment with its nine units, then `model` on the next line.
    expect(tokens!.data.slice(0, 8)).toEqual([0, 0, 9, 11, 0, 1, 0, 5]);
  });

  it('does no work for requests that are cancelled, and goes on', async () => {
    client.open(uri, text);
    const source = new CancellationTokenSource();
    const cancelled = client.connection.sendRequest(HoverRequest.type, at(3, 17), source.token);
    source.cancel();
    await expect(cancelled).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(await client.connection.sendRequest(HoverRequest.type, at(3, 17))).not.toBeNull();
  });

  it('answers emptily for what is not open', async () => {
    expect(await client.connection.sendRequest(HoverRequest.type, at(0, 0, 'untitled:z.nn'))).toBeNull();
    expect(await client.connection.sendRequest(CompletionRequest.type, at(0, 0, 'untitled:z.nn'))).toEqual(
      [],
    );
  });

  describe('in a folder', () => {
    let folder: string;
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'neurite-server-'));
      writeFileSync(join(folder, 'package.json'), '{}');
      writeFileSync(join(folder, 'parts.nn'), 'block part { input x output x -> relu }\n');
      await client.close();
      await start(pathToFileURL(folder).href);
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const file = (name: string): string => pathToFileURL(join(folder, name)).href;

    it('reads imports, and renames in files that are not open', async () => {
      const main = 'import { part } from "./parts.nn"\nmodel A { input x: [3] output x -> part }\n';
      writeFileSync(join(folder, 'main.nn'), main);
      client.open(file('parts.nn'), 'block part { input x output x -> relu }\n');
      expect(await client.diagnostics(file('parts.nn'), 1)).toEqual([]);
      const edit = await client.connection.sendRequest(RenameRequest.type, {
        ...at(0, 7, file('parts.nn')),
        newName: 'piece',
      });
      const counts = Object.entries(edit!.changes!).map(([name, edits]) => [name, edits.length]);
      expect(counts).toEqual([
        [file('parts.nn'), 1],
        [file('main.nn'), 2],
      ]);
      client.open(file('main.nn'), main);
      expect(await client.diagnostics(file('main.nn'), 1)).toEqual([]);
    });

    it('does not leave the project, by path or by link', async () => {
      const outside = mkdtempSync(join(tmpdir(), 'neurite-outside-'));
      try {
        writeFileSync(join(outside, 'secret.nn'), 'block part { input x output x }');
        symlinkSync(join(outside, 'secret.nn'), join(folder, 'link.nn'));
        for (const path of [`../${outside.split('/').at(-1)}/secret.nn`, './link.nn']) {
          const name = `${path.replaceAll(/\W/g, '')}.nn`;
          client.open(file(name), `import { part } from "${path}"\n`);
          const diagnostics = await client.diagnostics(file(name), 1);
          expect(diagnostics.map(({ code }) => code)).toContain('file-outside-project');
        }
      } finally {
        rmSync(outside, { recursive: true });
      }
    });
  });
});

describe('a server that loses its editor', () => {
  it('ends with status 1 when the streams close without goodbye', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const status = serve({ input, output });
    input.end();
    expect(await status).toBe(1);
  });
});
