import type { Diagnostic } from '@neurite/contract';
import { format } from '@neurite/language';
import type { Command } from '../command.js';
import { readSource } from '../source-file.js';
import { exit, type ExitStatus } from '../terminal/exit.js';
import { diagnosticJson, hasErrors, showDiagnostics } from '../terminal/show.js';
import { writeWhole } from '../write-file.js';

interface Formatted {
  readonly file: string;
  readonly changed: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly status: ExitStatus;
}

const formatFile = (file: string, cwd: string, check: boolean, texts: Map<string, string>): Formatted => {
  const source = readSource(file, cwd);
  if (!source.ok) return { file, changed: false, diagnostics: source.diagnostics, status: exit.io };
  const { name, path, text } = source.value;
  texts.set(name, text);
  const { text: formatted, diagnostics } = format(text, { source: name });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (hasErrors(errors)) return { file, changed: false, diagnostics: errors, status: exit.findings };
  const changed = formatted !== text;
  if (changed && !check) {
    const problem = writeWhole(path, formatted);
    if (problem !== undefined) return { file, changed: false, diagnostics: [problem], status: exit.io };
  }
  return { file, changed, diagnostics: [], status: changed && check ? exit.findings : exit.done };
};

export const fmt: Command = {
  name: 'fmt',
  summary: 'Format files in place, keeping their meaning and every comment',
  arguments: ['FILE…'],
  options: [
    {
      flags: '--check',
      description: 'change nothing; list what would change, and exit with 1 if anything would',
    },
  ],
  example: 'nn fmt --check examples/digits.nn',
  async run({ terminal, arguments: files, options, common }) {
    const texts = new Map<string, string>();
    const check = options['check'] === true;
    const results = files.map((file) => formatFile(file, terminal.cwd, check, texts));
    if (common.json) {
      const report = results.map(({ file, changed, diagnostics }) => ({
        file,
        changed,
        diagnostics: diagnostics.map(diagnosticJson),
      }));
      terminal.out(`${JSON.stringify({ files: report })}\n`);
    } else {
      for (const { file, changed, diagnostics } of results) {
        showDiagnostics(terminal, diagnostics, texts);
        if (!changed) continue;
        if (check) terminal.out(`${file}\n`);
        else if (!common.quiet) terminal.error(`formatted ${file}\n`);
      }
    }
    return results.reduce<ExitStatus>((worst, { status }) => (status > worst ? status : worst), exit.done);
  },
};
