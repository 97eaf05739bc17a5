import { evaluate as judge, loadArtifact } from '@neurite/core';
import { folderStorage, nodeWorld } from '@neurite/core/node';
import { catalog as standard } from '@neurite/standard/catalog';
import { withPackages } from '@neurite/standard/packages';
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { backendFor } from '../choose.js';
import type { Command } from '../command.js';
import { endIfBroken } from '../compile-file.js';
import { projectRoot } from '../project.js';
import { findRun, recipeOfRun } from '../run-place.js';
import { exit, Stop } from '../terminal/exit.js';
import { scoreWriter } from '../terminal/numbers.js';
import { paint } from '../terminal/terminal.js';

const parts = ['train', 'validation', 'test'] as const;
type Part = (typeof parts)[number];

const partOf = (word: unknown): Part => {
  if (word === undefined) return 'test';
  const part = parts.find((name) => name === word);
  if (part !== undefined) return part;
  throw new Stop(exit.usage, `--part takes train, validation or test; this is "${String(word)}".`);
};

export const evaluate: Command = {
  name: 'eval',
  summary: 'Loss and metrics of a finished run on a part of its data',
  arguments: ['RUN'],
  options: [{ flags: '--part <name>', description: 'train, validation or test (default: test)' }],
  example: 'nn eval DigitRun',
  async run({ terminal, arguments: [name], options, common }) {
    const part = partOf(options['part']);
    const folder = await findRun(name!, terminal.cwd);
    const recipe = recipeOfRun(folder);
    const artifact = await loadArtifact(
      folderStorage(folder),
      basename(folder) === 'artifact' ? '' : 'artifact',
    );
    if (!artifact.ok) return endIfBroken(terminal, artifact.diagnostics, new Map(), common) ?? exit.findings;
    // Data files are named relative to the source of the recipe, which is named relative to where it was trained.
    const written = resolve(terminal.cwd, recipe.span?.source ?? '');
    const home = existsSync(written) ? dirname(written) : terminal.cwd;
    const extended = await withPackages(standard, recipe.packages ?? [], home);
    if (!extended.ok) return endIfBroken(terminal, extended.diagnostics, new Map(), common) ?? exit.findings;
    const catalog = extended.value;
    const scores = await judge(recipe, {
      catalog,
      backend: await backendFor(common.backend),
      world: nodeWorld(projectRoot(home), home),
      weights: artifact.value.weights,
      part,
    });
    if (!scores.ok) return endIfBroken(terminal, scores.diagnostics, new Map(), common) ?? exit.findings;
    if (common.json) terminal.out(`${JSON.stringify({ run: join(folder), part, scores: scores.value })}\n`);
    else terminal.out(`${paint(terminal, 'bold', part)}  ${scoreWriter(recipe, catalog)(scores.value)}\n`);
    return exit.done;
  },
};
