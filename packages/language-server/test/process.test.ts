import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createClient } from './client.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('nn lsp', () => {
  it('serves an editor and ends with status 0', async () => {
    execFileSync(process.execPath, ['tools/bundle.mjs'], { cwd: root });
    const server = spawn(process.execPath, ['packages/cli/bin/nn.js', 'lsp', '--stdio'], { cwd: root });
    const errors: string[] = [];
    server.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
    const ended = new Promise((resolve) => server.once('exit', resolve));
    const client = await createClient(server.stdout, server.stdin, null);
    client.open('untitled:a.nn', 'model A { input x: [3] output x -> rleu }');
    const diagnostics = await client.diagnostics('untitled:a.nn', 1);
    expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-name']);
    await client.close();
    expect(await ended).toBe(0);
    expect(errors.join('')).toBe('');
  }, 60_000);
});
