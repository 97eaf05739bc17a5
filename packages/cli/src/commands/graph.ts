import { resolve } from 'node:path';
import type { Command } from '../command.js';
import { compileFile, endIfBroken } from '../compile-file.js';
import { diagramOf, type Diagram } from '../picture/diagram.js';
import { toSvg } from '../picture/svg.js';
import { toDot, toMermaid } from '../picture/text-forms.js';
import { exit, Stop } from '../terminal/exit.js';
import { writeWhole } from '../write-file.js';

const forms: Readonly<Record<string, (diagram: Diagram) => string>> = {
  svg: toSvg,
  mermaid: toMermaid,
  mmd: toMermaid,
  dot: toDot,
  json: (diagram) => `${JSON.stringify(diagram)}\n`,
};

const formOf = (output: string | undefined, json: boolean): string => {
  if (output === undefined) return json ? 'json' : 'svg';
  const ending = /\.([a-z]+)$/i.exec(output)?.[1]?.toLowerCase() ?? '';
  if (ending in forms && Object.hasOwn(forms, ending)) return ending;
  throw new Stop(
    exit.usage,
    `Cannot tell the kind of picture from "${output}": it may end in .svg, .mermaid, .dot or .json.`,
  );
};

export const graph: Command = {
  name: 'graph',
  summary: 'Draw the network: svg, mermaid, dot or json by the ending of the output file',
  arguments: ['FILE', '[MODEL]'],
  options: [
    {
      flags: '-o, --output <file>',
      description: 'where to write the picture (default: standard output, as svg)',
    },
  ],
  example: 'nn graph examples/digits.nn -o digits.svg',
  async run({ terminal, arguments: [file, model], options, common }) {
    const output = typeof options['output'] === 'string' ? options['output'] : undefined;
    const form = formOf(output, common.json);
    const compiled = await compileFile(file!, terminal.cwd, common);
    const found = compiled.ok ? compiled.value.diagnostics : compiled.diagnostics;
    const status = endIfBroken(terminal, found, compiled.texts, common, compiled.unreadable);
    if (status !== undefined || !compiled.ok) return status ?? exit.findings;
    const lowered = compiled.value.graph(model);
    if (!lowered.ok)
      return endIfBroken(terminal, lowered.diagnostics, compiled.texts, common) ?? exit.findings;
    const picture = forms[form]!(diagramOf(lowered.value, compiled.value.catalog));
    if (output === undefined) {
      terminal.out(picture);
      return exit.done;
    }
    const problem = writeWhole(resolve(terminal.cwd, output), picture);
    if (problem !== undefined)
      return endIfBroken(terminal, [problem], compiled.texts, common, true) ?? exit.io;
    if (!common.quiet) terminal.error(`wrote ${output}\n`);
    return exit.done;
  },
};
