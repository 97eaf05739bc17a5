import type { Compilation } from '@neurite/compiler';
import type { Catalog, EnsemblePlan, Recipe } from '@neurite/contract';
import { train as startTraining, trainEnsemble } from '@neurite/core';
import { folderStorage, nodeWorld } from '@neurite/core/node';
import { dirname, relative } from 'node:path';
import { backendFor } from '../choose.js';
import type { Command, Invocation } from '../command.js';
import { compileToRun, endIfBroken, runCatalog } from '../compile-file.js';
import { ensembleView } from '../ensemble-view.js';
import { follow } from '../follow.js';
import { projectRoot } from '../project.js';
import { checkpointSeconds, chooseFolder } from '../run-folder.js';
import type { SourceFile } from '../source-file.js';
import { exit, Stop, type ExitStatus } from '../terminal/exit.js';
import { paint, type Terminal } from '../terminal/terminal.js';
import { trainView } from '../train-view.js';

/** What is trained: a recipe, or several times one. */
type Trainee =
  | { readonly kind: 'recipe'; readonly recipe: Recipe }
  | { readonly kind: 'ensemble'; readonly plan: EnsemblePlan };

const nameOf = (trainee: Trainee): string =>
  trainee.kind === 'recipe' ? trainee.recipe.name : trainee.plan.name;

const runTrainee = async (
  trainee: Trainee,
  catalog: Catalog,
  source: SourceFile,
  texts: ReadonlyMap<string, string>,
  invocation: Invocation,
): Promise<ExitStatus> => {
  const { terminal, common, options, signal } = invocation;
  const { cwd } = terminal;
  const resume = options['resume'] === true;
  const given = {
    catalog,
    backend: await backendFor(common.backend),
    world: nodeWorld(projectRoot(dirname(source.path)), dirname(source.path)),
    resume,
    signal,
    source: source.text,
    ...checkpointSeconds(options['checkpoint']),
  };
  const isQuiet = common.json || common.quiet;
  const name = nameOf(trainee);
  const folder = await chooseFolder(name, resume, cwd);
  const storage = folderStorage(folder);
  const status =
    trainee.kind === 'recipe'
      ? await follow(
          startTraining(trainee.recipe, { ...given, storage }),
          isQuiet ? undefined : trainView(terminal, trainee.recipe, catalog),
          folder,
          texts,
          invocation,
        )
      : await follow(
          trainEnsemble(trainee.plan, { ...given, storage }),
          isQuiet ? undefined : ensembleView(terminal, trainee.plan, catalog),
          folder,
          texts,
          invocation,
        );
  if (isQuiet) return status;
  const place = relative(cwd, folder);
  if (status === exit.interrupted)
    terminal.error(`${paint(terminal, 'bold', 'next')}  nn train ${source.name} ${name} --resume\n`);
  if (status === exit.done) {
    terminal.error(`${paint(terminal, 'bold', 'run')}   ${place} (open report.html in a browser)\n`);
    terminal.error(
      `${paint(terminal, 'bold', 'next')}  npx nn eval ${place}    or    npx nn summary ${source.name}\n`,
    );
  }
  return status;
};

/** What is asked for: a train or an ensemble block by name, or the only train block. */
const traineeOf = (compilation: Compilation, name: string | undefined, file: string) => {
  if (name !== undefined && compilation.searches.includes(name))
    throw new Stop(exit.usage, `"${name}" is a search: nn search ${file} ${name}`);
  if (name !== undefined && compilation.ensembles.includes(name)) {
    const plan = compilation.ensemble(name);
    return plan.ok ? { ok: true as const, value: { kind: 'ensemble' as const, plan: plan.value } } : plan;
  }
  const recipe = compilation.recipe(name);
  return recipe.ok ? { ok: true as const, value: { kind: 'recipe' as const, recipe: recipe.value } } : recipe;
};

/** Says what else of the file could be run: nothing of it is ignored in silence. */
const tellOthers = (terminal: Terminal, { searches, ensembles }: Compilation, file: string): void => {
  const others = [
    ...ensembles.map((name) => `nn train ${file} ${name}`),
    ...searches.map((name) => `nn search ${file} ${name}`),
  ];
  if (others.length > 0) terminal.error(`${paint(terminal, 'dim', `also here: ${others.join(', ')}`)}\n`);
};

export const train: Command = {
  name: 'train',
  summary: 'Train a recipe or an ensemble, with live progress, checkpoints and a report',
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
    const runnable = await compileToRun(file!, invocation);
    if (typeof runnable === 'number') return runnable;
    const { compilation, texts, source } = runnable;
    const trainee = traineeOf(compilation, name, file!);
    if (!trainee.ok) return endIfBroken(terminal, trainee.diagnostics, texts, common) ?? exit.findings;
    if (name === undefined && !common.json && !common.quiet) tellOthers(terminal, compilation, file!);
    const catalog = await runCatalog(compilation, source);
    if (!catalog.ok) return endIfBroken(terminal, catalog.diagnostics, texts, common) ?? exit.findings;
    return runTrainee(trainee.value, catalog.value, source, texts, invocation);
  },
};
