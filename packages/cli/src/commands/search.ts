import { search as startSearch } from '@neurite/core';
import { folderStorage, nodeWorld } from '@neurite/core/node';
import { dirname, relative } from 'node:path';
import { backendFor } from '../choose.js';
import type { Command } from '../command.js';
import { compileToRun, endIfBroken, runCatalog } from '../compile-file.js';
import { follow } from '../follow.js';
import { projectRoot } from '../project.js';
import { checkpointSeconds, chooseFolder } from '../run-folder.js';
import { searchView } from '../search-view.js';
import { exit } from '../terminal/exit.js';
import { paint } from '../terminal/terminal.js';

export const search: Command = {
  name: 'search',
  summary: 'Try settings of a recipe: a hyperparameter search, or an experiment with mean and spread',
  arguments: ['FILE', '[SEARCH]'],
  options: [
    {
      flags: '--resume',
      description: 'go on with the latest run of the search; finished trials are not repeated',
    },
    { flags: '--checkpoint <seconds>', description: 'how often to save while a trial trains (default: 10)' },
  ],
  example: 'nn search examples/search.nn Random --set trials=4',
  async run(invocation) {
    const {
      terminal,
      arguments: [file, name],
      common,
      options,
      signal,
    } = invocation;
    const { cwd } = terminal;
    const runnable = await compileToRun(file!, invocation);
    if (typeof runnable === 'number') return runnable;
    const { compilation, texts, source } = runnable;
    const planned = compilation.search(name);
    if (!planned.ok) return endIfBroken(terminal, planned.diagnostics, texts, common) ?? exit.findings;
    const plan = planned.value;
    const extended = await runCatalog(compilation, source);
    if (!extended.ok) return endIfBroken(terminal, extended.diagnostics, texts, common) ?? exit.findings;
    const catalog = extended.value;
    const resume = options['resume'] === true;
    const backend = await backendFor(common.backend);
    const checkpoints = checkpointSeconds(options['checkpoint']);
    const folder = await chooseFolder(plan.name, resume, cwd);
    const isQuiet = common.json || common.quiet;
    const status = await follow(
      startSearch(plan, {
        catalog,
        backend,
        world: nodeWorld(projectRoot(dirname(source.path)), dirname(source.path)),
        trial: (point) => compilation.trial(plan.name, point),
        storage: folderStorage(folder),
        resume,
        signal,
        source: source.text,
        ...checkpoints,
      }),
      isQuiet ? undefined : searchView(terminal, plan, catalog),
      folder,
      texts,
      invocation,
    );
    if (isQuiet) return status;
    const place = relative(cwd, folder);
    if (status === exit.interrupted)
      terminal.error(`${paint(terminal, 'bold', 'next')}  nn search ${source.name} ${plan.name} --resume\n`);
    if (status === exit.done) {
      terminal.error(`${paint(terminal, 'bold', 'run')}   ${place} (open report.html in a browser)\n`);
      if (plan.objective !== undefined)
        terminal.error(`${paint(terminal, 'bold', 'next')}  npx nn eval ${place}\n`);
    }
    return status;
  },
};
