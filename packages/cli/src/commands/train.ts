import type { Diagnostic, Recipe } from '@neurite/contract';
import { train as startTraining, type TrainEvent } from '@neurite/core';
import { createRunFolder, folderStorage, latestRunFolder, nodeWorld } from '@neurite/core/node';
import { catalog } from '@neurite/standard/catalog';
import { rmdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { backendFor } from '../choose.js';
import type { Command, Invocation } from '../command.js';
import { compileFile, endIfBroken } from '../compile-file.js';
import { projectRoot } from '../project.js';
import { runsFolder } from '../run-place.js';
import type { SourceFile } from '../source-file.js';
import { exit, Stop, type ExitStatus } from '../terminal/exit.js';
import { diagnosticJson, showDiagnostics } from '../terminal/show.js';
import { paint } from '../terminal/terminal.js';
import { trainView } from '../train-view.js';

/** The event as tools read it: paths relative to where the user is, diagnostics in their JSON shape. */
const eventJson = (event: TrainEvent, cwd: string): object => {
  if (event.event === 'failed') return { ...event, diagnostics: event.diagnostics.map(diagnosticJson) };
  if (event.event === 'finding') return { ...event, diagnostic: diagnosticJson(event.diagnostic) };
  return 'run' in event && event.run !== undefined ? { ...event, run: relative(cwd, event.run) } : event;
};

const positive = (text: unknown, option: string): number | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0))
    throw new Stop(exit.usage, `${option} takes a number of seconds above 0; this is "${String(text)}".`);
  return value;
};

const chooseFolder = async (recipe: Recipe, resume: boolean, cwd: string): Promise<string> => {
  const root = join(cwd, runsFolder);
  if (!resume) return createRunFolder(root, recipe.name, new Date());
  const latest = await latestRunFolder(root, recipe.name);
  if (latest !== undefined) return latest;
  throw new Stop(exit.usage, `There is no run of ${recipe.name} below ${runsFolder}/ to resume.`);
};

/** A run that failed before it wrote anything leaves no folder. */
const removeIfEmpty = (folder: string): void => {
  try {
    for (const empty of [folder, dirname(folder), dirname(dirname(folder))]) rmdirSync(empty);
  } catch {
    // Not empty: it holds something worth keeping.
  }
};

const runRecipe = async (
  recipe: Recipe,
  source: SourceFile,
  texts: ReadonlyMap<string, string>,
  { terminal, common, options, signal }: Invocation,
): Promise<ExitStatus> => {
  const { cwd } = terminal;
  const backend = await backendFor(common.backend);
  const folder = await chooseFolder(recipe, options['resume'] === true, cwd);
  const checkpointSeconds = positive(options['checkpoint'], '--checkpoint');
  const training = startTraining(recipe, {
    catalog,
    backend,
    world: nodeWorld(projectRoot(dirname(source.path)), dirname(source.path)),
    storage: folderStorage(folder),
    resume: options['resume'] === true,
    signal,
    source: source.text,
    ...(checkpointSeconds === undefined ? {} : { checkpointSeconds }),
  });
  const view = common.json || common.quiet ? undefined : trainView(terminal, recipe, catalog);
  let failure: readonly Diagnostic[] | undefined;
  let interrupted = false;
  try {
    for await (const event of training) {
      if (common.json) terminal.out(`${JSON.stringify(eventJson(event, cwd))}\n`);
      view?.show(event);
      if (event.event === 'failed') failure = event.diagnostics;
      if (event.event === 'interrupted') interrupted = true;
    }
  } finally {
    view?.close();
    removeIfEmpty(folder);
  }
  if (failure !== undefined) {
    if (!common.json) showDiagnostics(terminal, failure, texts);
    return failure.some(({ code }) => code.endsWith('-unwritable')) ? exit.io : exit.findings;
  }
  const place = relative(cwd, folder);
  if (interrupted) {
    if (view)
      terminal.error(`${paint(terminal, 'bold', 'next')}  nn train ${source.name} ${recipe.name} --resume\n`);
    return exit.interrupted;
  }
  if (view) {
    terminal.error(`${paint(terminal, 'bold', 'run')}   ${place} (open report.html in a browser)\n`);
    terminal.error(
      `${paint(terminal, 'bold', 'next')}  npx nn eval ${place}    or    npx nn summary ${source.name}\n`,
    );
  }
  return exit.done;
};

export const train: Command = {
  name: 'train',
  summary: 'Train a recipe, with live progress, checkpoints and a report',
  arguments: ['FILE', '[RUN]'],
  options: [
    { flags: '--resume', description: 'go on with the latest run of the recipe, to the same bits' },
    { flags: '--checkpoint <seconds>', description: 'how often to save while training (default: 10)' },
  ],
  example: 'nn train examples/digits.nn --set epochs=2 --backend wasm',
  async run(invocation) {
    const {
      terminal,
      arguments: [file, name],
      common,
    } = invocation;
    const set =
      common.seed === undefined ? common.set : [...common.set, { key: 'seed', value: String(common.seed) }];
    const compiled = await compileFile(file!, terminal.cwd, { set });
    const found = compiled.ok ? compiled.value.diagnostics : compiled.diagnostics;
    const status = endIfBroken(terminal, found, compiled.texts, common, compiled.unreadable);
    if (status !== undefined || !compiled.ok) return status ?? exit.findings;
    const recipe = compiled.value.recipe(name);
    if (!recipe.ok) return endIfBroken(terminal, recipe.diagnostics, compiled.texts, common) ?? exit.findings;
    return runRecipe(recipe.value, compiled.source!, compiled.texts, invocation);
  },
};
