import type { Diagnostic } from '@neurite/contract';
import type { Command } from '../command.js';
import { compileFile } from '../compile-file.js';
import { exit } from '../terminal/exit.js';
import { diagnosticJson, hasErrors, showDiagnostics, tally } from '../terminal/show.js';

export const check: Command = {
  name: 'check',
  summary: 'Find everything that is wrong with files, without running anything',
  arguments: ['FILE…'],
  example: 'nn check examples/digits.nn',
  async run({ terminal, arguments: files, common }) {
    const texts = new Map<string, string>();
    const results: { file: string; diagnostics: readonly Diagnostic[]; unreadable: boolean }[] = [];
    for (const file of files) {
      const result = await compileFile(file, terminal.cwd, common);
      for (const [name, text] of result.texts) texts.set(name, text);
      results.push({
        file,
        diagnostics: result.ok ? result.value.diagnostics : result.diagnostics,
        unreadable: result.unreadable,
      });
    }
    const all = results.flatMap(({ diagnostics }) => diagnostics);
    if (common.json) {
      const report = results.map(({ file, diagnostics }) => ({
        file,
        diagnostics: diagnostics.map(diagnosticJson),
      }));
      terminal.out(`${JSON.stringify({ files: report })}\n`);
    } else {
      showDiagnostics(terminal, all, texts);
      if (!common.quiet)
        terminal.error(`${files.length === 1 ? files[0] : `${files.length} files`}: ${tally(all)}\n`);
    }
    if (results.some(({ unreadable }) => unreadable)) return exit.io;
    return hasErrors(all) ? exit.findings : exit.done;
  },
};
