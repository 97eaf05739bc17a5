import type { Command } from '../command.js';
import { exit } from '../terminal/exit.js';

export const lsp: Command = {
  name: 'lsp',
  summary: 'Serve an editor: the language server, on standard input and output',
  arguments: [],
  options: [
    { flags: '--stdio', description: 'what is done in any case; editors say it' },
    {
      flags: '--clientProcessId <id>',
      description: 'the editor’s process; it is told by the protocol as well',
    },
  ],
  example: 'nn lsp',
  async run() {
    // Loaded for this command only: all others start without it.
    const { serve } = await import('@neurite/language-server');
    return (await serve()) === 0 ? exit.done : exit.findings;
  },
};
