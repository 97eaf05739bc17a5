import { summarise, type Summary } from '@neurite/compiler';
import Table from 'cli-table3';
import type { Command } from '../command.js';
import { compileFile, endIfBroken } from '../compile-file.js';
import { exit } from '../terminal/exit.js';
import { grouped } from '../terminal/numbers.js';
import { paint, type Terminal } from '../terminal/terminal.js';

const show = (terminal: Terminal, summary: Summary): void => {
  const plain = { head: [], border: [] };
  const table = new Table({
    head: ['layer', 'kind', 'output', 'parameters', 'multiply-adds', 'initializer'],
    style: terminal.color ? { head: ['bold'], border: ['dim'], compact: true } : { ...plain, compact: true },
    colAligns: ['left', 'left', 'left', 'right', 'right', 'left'],
  });
  for (const { path, kind, output, parameters, macs, initializer } of summary.layers)
    table.push([
      path,
      kind,
      `[${output.join(', ')}]`,
      parameters === 0 ? '' : grouped(parameters),
      macs === 0 ? '' : grouped(macs),
      initializer ?? '',
    ]);
  const { trainable, frozen, buffers, total } = summary.parameters;
  terminal.out(`${paint(terminal, 'bold', summary.model)}\n`);
  for (const { name, shape } of summary.inputs) terminal.out(`  input ${name}: [${shape.join(', ')}]\n`);
  terminal.out(`${table.toString()}\n`);
  terminal.out(
    `${grouped(total)} parameters: ${grouped(trainable)} trainable, ${grouped(frozen)} frozen; ` +
      `${grouped(buffers)} numbers in buffers; ${grouped(summary.macs)} multiply-adds for one example\n`,
  );
};

export const summary: Command = {
  name: 'summary',
  summary: 'Layers with their shapes, parameters, multiply-adds and initializers',
  arguments: ['FILE', '[MODEL]'],
  example: 'nn summary examples/digits.nn',
  async run({ terminal, arguments: [file, model], common }) {
    const compiled = await compileFile(file!, terminal.cwd, common);
    const found = compiled.ok ? compiled.value.diagnostics : compiled.diagnostics;
    const status = endIfBroken(terminal, found, compiled.texts, common, compiled.unreadable);
    if (status !== undefined || !compiled.ok) return status ?? exit.findings;
    const graph = compiled.value.graph(model);
    if (!graph.ok) return endIfBroken(terminal, graph.diagnostics, compiled.texts, common) ?? exit.findings;
    const result = summarise(graph.value, compiled.value.catalog);
    if (common.json) terminal.out(`${JSON.stringify(result)}\n`);
    else show(terminal, result);
    return exit.done;
  },
};
