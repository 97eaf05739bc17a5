import type { HostTensor } from '@neurite/contract';
import { classNames, nested, type PredictionInput, type Predictor } from '@neurite/core';
import { load } from '@neurite/core/node';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { backendFor } from '../choose.js';
import type { Command } from '../command.js';
import { endIfBroken } from '../compile-file.js';
import { report } from '../diagnostics.js';
import { findRun } from '../run-place.js';
import { reasonOf } from '../source-file.js';
import { exit, Stop, type ExitStatus } from '../terminal/exit.js';
import { short } from '../terminal/numbers.js';
import { paint, type Terminal } from '../terminal/terminal.js';

/** An input as given on the command line: JSON itself, or a file of JSON or of text. */
const readInput = (word: string, cwd: string): { readonly text: string; readonly file?: string } => {
  if (/^\s*[[{"]/.test(word)) return { text: word };
  try {
    return { text: readFileSync(word === '-' ? 0 : resolve(cwd, word), 'utf8'), file: word };
  } catch (error) {
    throw new Stop(exit.io, report('file-unreadable', { file: word, reason: reasonOf(error) }).message);
  }
};

type Inputs = Readonly<Record<string, PredictionInput>>;

/** `{"image": […]}`, or for a model with one input just `[…]`; a file that ends in `.txt` is one text. */
const parseInput = (
  { text, file }: { readonly text: string; readonly file?: string },
  predictor: Predictor,
): Inputs => {
  const value = (() => {
    if (file?.endsWith('.txt') === true) return text;
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw new Stop(exit.findings, `${file ?? 'The input'} is not JSON: ${(error as Error).message}.`);
    }
  })();
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Inputs;
  const [only, ...others] = predictor.inputs;
  if (only !== undefined && others.length === 0) return { [only.name]: value as PredictionInput };
  const names = predictor.inputs.map(({ name }) => `"${name}": …`).join(', ');
  throw new Stop(exit.findings, `The model has several inputs; give an object: {${names}}.`);
};

/** What is predicted from, one after the other; a model without inputs predicts once. */
function* inputsOf(words: readonly string[], predictor: Predictor, cwd: string): Iterable<Inputs> {
  if (words.length > 0) for (const word of words) yield parseInput(readInput(word, cwd), predictor);
  else if (predictor.inputs.length === 0) yield {};
  else
    throw new Stop(
      exit.usage,
      `The model takes ${predictor.inputs.map(({ name }) => name).join(', ')}: give an INPUT, JSON or a file of it.`,
    );
}

const countOf = (word: unknown): number | undefined => {
  if (word === undefined) return undefined;
  const count = Number(word);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new Stop(exit.usage, `--count takes a whole number of at least 1; this is "${String(word)}".`);
};

const listed = (tensor: HostTensor): string => {
  const numbers = Array.from(tensor.data, short);
  return numbers.length <= 20
    ? numbers.join('  ')
    : `${numbers.slice(0, 20).join('  ')} … (${numbers.length} numbers)`;
};

const show = (
  terminal: Terminal,
  outputs: Readonly<Record<string, HostTensor>>,
  predictor: Predictor,
): void => {
  const names = classNames(predictor.outputs, outputs);
  for (const [name, tensor] of Object.entries(outputs)) {
    terminal.out(`${paint(terminal, 'bold', name)} [${tensor.shape.join(', ')}]  ${listed(tensor)}\n`);
    if (tensor.shape.length !== 1 || tensor.data.length < 2) continue;
    const best = tensor.data.indexOf(Math.max(...tensor.data));
    terminal.out(`  largest: ${String(names[name] ?? best)}\n`);
  }
};

export const predict: Command = {
  name: 'predict',
  summary: 'Predictions for JSON inputs or texts, from a run or an artifact',
  arguments: ['RUN', '[INPUT…]'],
  options: [{ flags: '--count <number>', description: 'how many examples a model without inputs makes' }],
  example: `nn predict DigitRun image.json    (or: nn predict MoonRun '{"point": [0.5, 0.25]}')`,
  async run({ terminal, arguments: [name, ...words], options, common }) {
    const count = countOf(options['count']);
    const folder = await findRun(name!, terminal.cwd);
    const loaded = await load(folder, await backendFor(common.backend), { seed: common.seed ?? 0 });
    if (!loaded.ok) return endIfBroken(terminal, loaded.diagnostics, new Map(), common) ?? exit.findings;
    const predictor = loaded.value;
    let status: ExitStatus = exit.done;
    try {
      for (const given of inputsOf(words, predictor, terminal.cwd)) {
        const result = await predictor.predict(given, count === undefined ? {} : { count });
        if (!result.ok) {
          status = endIfBroken(terminal, result.diagnostics, new Map(), common) ?? exit.findings;
          continue;
        }
        if (common.json) {
          const outputs = Object.fromEntries(
            Object.entries(result.value).map(([key, tensor]) => [key, nested(tensor)]),
          );
          const classes = classNames(predictor.outputs, result.value);
          terminal.out(
            `${JSON.stringify({ outputs, ...(Object.keys(classes).length === 0 ? {} : { classes }) })}\n`,
          );
        } else show(terminal, result.value, predictor);
      }
    } finally {
      predictor.close();
    }
    return status;
  },
};
