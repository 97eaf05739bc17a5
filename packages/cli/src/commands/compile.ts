import { createArtifact, digestWeights, initializeWeights, loadWeights, saveArtifact } from '@neurite/core';
import { folderStorage, nodeWorld } from '@neurite/core/node';
import { dirname, resolve } from 'node:path';
import type { Command } from '../command.js';
import { compileFile, endIfBroken, runCatalog } from '../compile-file.js';
import { report } from '../diagnostics.js';
import { projectRoot } from '../project.js';
import { reasonOf } from '../source-file.js';
import { exit, Stop } from '../terminal/exit.js';

export const compileCommand: Command = {
  name: 'compile',
  summary: 'Write the artifact of a model with freshly initialized weights',
  arguments: ['FILE', '[MODEL]'],
  options: [
    { flags: '-o, --output <folder>', description: 'where to write it (default: MODEL.artifact beside you)' },
  ],
  example: 'nn compile examples/digits.nn -o digits.artifact --seed 1',
  async run({ terminal, arguments: [file, model], options, common }) {
    const compiled = await compileFile(file!, terminal.cwd, common);
    const found = compiled.ok ? compiled.value.diagnostics : compiled.diagnostics;
    const status = endIfBroken(terminal, found, compiled.texts, common, compiled.unreadable);
    if (status !== undefined || !compiled.ok) return status ?? exit.findings;
    const graph = compiled.value.graph(model);
    if (!graph.ok) return endIfBroken(terminal, graph.diagnostics, compiled.texts, common) ?? exit.findings;
    const symbol = graph.value.inputs
      .flatMap(({ value }) => graph.value.values[value]!.shape)
      .find((dimension) => typeof dimension === 'string' && dimension !== 'batch');
    if (symbol !== undefined)
      throw new Stop(
        exit.findings,
        `The size of "${symbol}" is not known before there is data: train ${graph.value.name}, and its run holds the artifact.`,
      );
    const catalog = await runCatalog(compiled.value, compiled.source!);
    if (!catalog.ok)
      return endIfBroken(terminal, catalog.diagnostics, compiled.texts, common) ?? exit.findings;
    const home = dirname(compiled.source!.path);
    const loaded = await loadWeights(graph.value, nodeWorld(projectRoot(home), home), {});
    if (!loaded.ok) return endIfBroken(terminal, loaded.diagnostics, compiled.texts, common) ?? exit.findings;
    endIfBroken(terminal, loaded.value.findings, compiled.texts, common);
    const initial = initializeWeights(graph.value, catalog.value, {
      seed: common.seed ?? 0,
      bindings: {},
      given: loaded.value.weights,
    });
    const weights = new Map([...initial, ...loaded.value.weights]);
    const digest = await digestWeights(weights);
    const artifact = createArtifact(graph.value, catalog.value, {
      weights,
      digest,
      classes: {},
      bindings: {},
      backend: 'none: initial weights',
    });
    const output = typeof options['output'] === 'string' ? options['output'] : `${graph.value.name}.artifact`;
    try {
      await saveArtifact(artifact, folderStorage(resolve(terminal.cwd, output)));
    } catch (error) {
      const problem = report('file-unwritable', { file: output, reason: reasonOf(error) });
      return endIfBroken(terminal, [problem], compiled.texts, common, true) ?? exit.io;
    }
    if (common.json) terminal.out(`${JSON.stringify({ artifact: output, manifest: artifact.manifest })}\n`);
    else if (!common.quiet)
      terminal.error(
        `wrote ${output} (graph.json, program.json, weights.safetensors, manifest.json, model.d.ts)\n`,
      );
    return exit.done;
  },
};
