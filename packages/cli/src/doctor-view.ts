import { checkNames, type DoctorEvent, type Examination, type Verdict } from '@neurite/core';
import { SingleBar } from 'cli-progress';
import { diagnosticJson } from './terminal/show.js';
import { grouped } from './terminal/numbers.js';
import { paint, type Style, type Terminal } from './terminal/terminal.js';

const styles: Readonly<Record<Verdict, Style>> = {
  ok: 'green',
  warning: 'yellow',
  failed: 'red',
  skipped: 'dim',
};

const longest = (words: readonly string[]): number => Math.max(...words.map(({ length }) => length));
const verdictWidth = longest(Object.keys(styles)) + 2;
const nameWidth = longest(checkNames) + 2;

/** Lines of at most `width` characters; words are never broken. */
const wrapped = (text: string, width: number): readonly string[] =>
  text.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1);
    return last === undefined || last.length + 1 + word.length > width
      ? [...lines, word]
      : [...lines.slice(0, -1), `${last} ${word}`];
  }, []);

// Lines that are longer are hard to read, on however wide a screen.
const WIDEST = 110;

/** Shows an examination to a person: a row for each check as it is made, with what to do below it. */
export const doctorView = (terminal: Terminal): ((event: DoctorEvent) => void) => {
  const indent = ' '.repeat(verdictWidth + nameWidth);
  const width = Math.max(30, Math.min(terminal.width, WIDEST) - indent.length);
  // The name of a check that is under way stands on a screen until its row takes the place.
  const bar = terminal.interactive
    ? new SingleBar({ format: '  looking at: {check} …', hideCursor: true, clearOnComplete: true })
    : undefined;
  return (event) => {
    switch (event.event) {
      case 'start':
        terminal.out(
          `${paint(terminal, 'bold', event.recipe)}: ${event.model}, on ${event.backend}; ${grouped(event.examples)} training examples, seed ${event.seed}\n`,
        );
        return;
      case 'looking':
        bar?.start(1, 0, { check: event.check });
        return;
      case 'check': {
        bar?.stop();
        const [first = '', ...more] = wrapped(event.measured, width);
        const head = `${paint(terminal, styles[event.verdict], event.verdict.padEnd(verdictWidth))}${event.name.padEnd(nameWidth)}`;
        const advice = event.advice === undefined ? [] : wrapped(`→ ${event.advice}`, width);
        terminal.out(
          [
            `${head}${first}`,
            ...more.map((line) => `${indent}${line}`),
            ...advice.map((line) => `${indent}${paint(terminal, 'cyan', line)}`),
          ]
            .map((line) => `${line}\n`)
            .join(''),
        );
        return;
      }
      case 'done':
        return;
      case 'interrupted':
        bar?.stop();
        terminal.error('interrupted; nothing was changed\n');
        return;
      case 'failed':
        bar?.stop();
        return;
      default:
        event satisfies never;
    }
  };
};

/** An examination as tools read it. */
export const examinationJson = ({ checks, ...examination }: Examination): object => ({
  ...examination,
  checks: checks.map(({ diagnostics, ...check }) => ({
    ...check,
    diagnostics: diagnostics.map(diagnosticJson),
  })),
});
