import { backendTable, chooseBackend } from '@neurite/standard/backends';
import type { Command } from '../command.js';
import { exit } from '../terminal/exit.js';
import { paint } from '../terminal/terminal.js';

export const backends: Command = {
  name: 'backends',
  summary: 'What can run models here, what each can do, and which would be chosen',
  arguments: [],
  example: 'nn backends --json',
  async run({ terminal, common }) {
    const choice = await chooseBackend(common.backend ?? 'auto');
    const rows = await Promise.all(
      Object.values(backendTable).map(async ({ capabilities, load }) => {
        const { name, summary, memory, exact, precision, composites } = capabilities;
        const available = await (await load()).available();
        return { name, summary, memory, exact, precision, composites, available };
      }),
    );
    if (common.json) {
      terminal.out(`${JSON.stringify({ backends: rows, chosen: choice })}\n`);
      return exit.done;
    }
    for (const { name, summary, exact, available } of rows) {
      terminal.out(`${paint(terminal, 'bold', name.padEnd(8))} ${summary}\n`);
      terminal.out(`         ${exact ? 'The same bits on every run' : 'Bits may vary between runs'}. `);
      terminal.out(available === true ? 'Available.\n' : `Not here: ${available}\n`);
    }
    return exit.done;
  },
};
