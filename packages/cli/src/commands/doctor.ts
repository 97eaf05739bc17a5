import type { Catalog, Recipe } from '@neurite/contract';
import { doctor as examine, type DoctorOptions, type Examination } from '@neurite/core';
import { nodeWorld } from '@neurite/core/node';
import { dirname } from 'node:path';
import { backendFor } from '../choose.js';
import type { Command, Invocation } from '../command.js';
import { compileToRun, endIfBroken, runCatalog } from '../compile-file.js';
import { doctorView, examinationJson } from '../doctor-view.js';
import { keepExamination } from '../keep-examination.js';
import { projectRoot } from '../project.js';
import type { SourceFile } from '../source-file.js';
import { exit, Stop, type ExitStatus } from '../terminal/exit.js';

/** A number of the command line. */
const numberOf = (flag: string, text: unknown, what: string, fits: (value: number) => boolean) => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (String(text).trim() !== '' && fits(value)) return value;
  throw new Stop(exit.usage, `--${flag} takes ${what}; this is "${String(text)}".`);
};

/** What of the options says how much is done. */
const amounts = (options: Invocation['options']): Pick<DoctorOptions, 'examples' | 'steps' | 'rates'> => {
  const count = (flag: string, name: string, least: number) =>
    numberOf(
      flag,
      options[name],
      `a whole number of at least ${least}`,
      (value) => Number.isSafeInteger(value) && value >= least,
    );
  const rate = (name: string) =>
    numberOf(name, options[name], 'a number above 0', (value) => value > 0 && Number.isFinite(value));
  const given = <T extends object>(table: T) =>
    Object.fromEntries(Object.entries(table).filter(([, value]) => value !== undefined)) as {
      [K in keyof T]: Exclude<T[K], undefined>;
    };
  const rates = given({ from: rate('from'), to: rate('to'), steps: count('rate-steps', 'rateSteps', 20) });
  return {
    ...given({ examples: count('examples', 'examples', 1), steps: count('steps', 'steps', 1) }),
    rates,
  };
};

const runDoctor = async (
  recipe: Recipe,
  catalog: Catalog,
  source: SourceFile,
  texts: ReadonlyMap<string, string>,
  { terminal, common, options, signal }: Invocation,
): Promise<ExitStatus> => {
  const folder = dirname(source.path);
  const examining = examine(recipe, {
    ...amounts(options),
    ...{ catalog, signal },
    backend: await backendFor(common.backend),
    world: nodeWorld(projectRoot(folder), folder),
  });
  const view = common.json || common.quiet ? undefined : doctorView(terminal);
  for await (const event of examining) view?.(event);
  const outcome = await examining.result();
  if (!outcome.ok) return endIfBroken(terminal, outcome.diagnostics, texts, common) ?? exit.findings;
  const examination = outcome.value;
  if (common.json) terminal.out(`${JSON.stringify(examinationJson(examination))}\n`);
  const place = options['out'];
  if (typeof place === 'string') {
    const problem = keepExamination(place, examination, terminal.cwd);
    if (problem !== undefined) return endIfBroken(terminal, [problem], texts, common, true) ?? exit.io;
    if (view !== undefined) terminal.error(`wrote ${place}\n`);
  }
  return statusOf(examination);
};

const statusOf = ({ interrupted, verdict }: Examination): ExitStatus =>
  interrupted ? exit.interrupted : verdict === 'failed' ? exit.findings : exit.done;

export const doctor: Command = {
  name: 'doctor',
  summary:
    'Examine a recipe before training: first loss, units, gradients, learning rates, 20 examples by heart',
  arguments: ['FILE', '[RUN]'],
  options: [
    {
      flags: '--out <folder>',
      description: 'write doctor.json, and rate-range.svg, the curve of learning rates',
    },
    { flags: '--examples <count>', description: 'how many examples to learn by heart (default: 20)' },
    { flags: '--steps <count>', description: 'the most steps for learning them (default: 500)' },
    { flags: '--from <rate>', description: 'where the range of learning rates begins (default: 1e-6)' },
    { flags: '--to <rate>', description: 'where it ends (default: 10)' },
    { flags: '--rate-steps <count>', description: 'how many steps it takes (default: 120)' },
  ],
  example: 'nn doctor examples/digits.nn --out doctor',
  async run(invocation) {
    const {
      terminal,
      arguments: [file, name],
      common,
    } = invocation;
    const runnable = await compileToRun(file!, invocation);
    if (typeof runnable === 'number') return runnable;
    const { compilation, texts, source } = runnable;
    const { searches, ensembles } = compilation;
    if (name !== undefined && (searches.includes(name) || ensembles.includes(name)))
      throw new Stop(exit.usage, `"${name}" is no recipe: name the train block that it runs.`);
    const recipe = compilation.recipe(name);
    if (!recipe.ok) return endIfBroken(terminal, recipe.diagnostics, texts, common) ?? exit.findings;
    const catalog = await runCatalog(compilation, source);
    if (!catalog.ok) return endIfBroken(terminal, catalog.diagnostics, texts, common) ?? exit.findings;
    return runDoctor(recipe.value, catalog.value, source, texts, invocation);
  },
};
