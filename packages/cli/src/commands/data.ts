import { describeData, previewData } from '@neurite/core';
import { nodeWorld } from '@neurite/core/node';
import { dirname, resolve } from 'node:path';
import type { Command } from '../command.js';
import { compileFile, endIfBroken, runCatalog } from '../compile-file.js';
import { dataSheet } from '../data-sheet.js';
import { showData } from '../data-view.js';
import { projectRoot } from '../project.js';
import { exit, Stop } from '../terminal/exit.js';
import { writeWhole } from '../write-file.js';

export const data: Command = {
  name: 'data',
  summary: 'Look at data: parts, fields, classes, ranges, duplicates, and pictures of examples',
  arguments: ['FILE', '[DATA]'],
  options: [
    { flags: '-o, --output <file>', description: 'write a sheet of examples that are images, as PNG' },
    {
      flags: '--augmented',
      description: 'show each example of the sheet as it is, and as training sees it in nine epochs',
    },
  ],
  example: 'nn data examples/digits.nn -o sheet.png',
  async run({ terminal, arguments: [file, name], options, common }) {
    const output = typeof options['output'] === 'string' ? options['output'] : undefined;
    if (output !== undefined && !/\.png$/i.test(output))
      throw new Stop(exit.usage, `A sheet of examples is a PNG image; "${output}" does not end in .png.`);
    if (options['augmented'] === true && output === undefined)
      throw new Stop(exit.usage, '--augmented is about the sheet of examples: say where with -o sheet.png.');
    const compiled = await compileFile(file!, terminal.cwd, common);
    const found = compiled.ok ? compiled.value.diagnostics : compiled.diagnostics;
    const status = endIfBroken(terminal, found, compiled.texts, common, compiled.unreadable);
    if (status !== undefined || !compiled.ok) return status ?? exit.findings;
    const plan = compiled.value.data(name);
    if (!plan.ok) return endIfBroken(terminal, plan.diagnostics, compiled.texts, common) ?? exit.findings;
    const catalog = await runCatalog(compiled.value, compiled.source!);
    if (!catalog.ok)
      return endIfBroken(terminal, catalog.diagnostics, compiled.texts, common) ?? exit.findings;
    const folder = dirname(compiled.source!.path);
    const preview = await previewData(plan.value, catalog.value, nodeWorld(projectRoot(folder), folder));
    if (!preview.ok)
      return endIfBroken(terminal, preview.diagnostics, compiled.texts, common) ?? exit.findings;
    const described = await describeData(preview.value);
    if (!described.ok)
      return endIfBroken(terminal, described.diagnostics, compiled.texts, common) ?? exit.findings;
    const description = described.value;
    if (common.json) terminal.out(`${JSON.stringify({ data: plan.value.name, ...description })}\n`);
    else showData(terminal, plan.value.name, description);
    if (output === undefined) return exit.done;
    const { seed = 0 } = common;
    const drawn = await dataSheet(preview.value, description, seed, options['augmented'] === true);
    if (!drawn.ok) return endIfBroken(terminal, drawn.diagnostics, compiled.texts, common) ?? exit.findings;
    const sheet = drawn.value;
    if (sheet === undefined)
      throw new Stop(
        exit.usage,
        'No field of the data is an image: [height, width], with one, three or four channels or none.',
      );
    const { writePng } = await import('@neurite/data/images');
    const problem = writeWhole(resolve(terminal.cwd, output), await writePng(sheet));
    if (problem !== undefined)
      return endIfBroken(terminal, [problem], compiled.texts, common, true) ?? exit.io;
    if (!common.quiet) terminal.error(`wrote ${output}\n`);
    return exit.done;
  },
};
