import type { Catalog, SearchPlan } from '@neurite/contract';
import type { SearchEvent, TrialRecord } from '@neurite/core';
import type { View } from './follow.js';
import { duration, numberWriter } from './terminal/numbers.js';
import { paint, type Terminal } from './terminal/terminal.js';

type Reason = TrialRecord['reason'];

/** What is worth saying of how a trial ended. */
const remarks: { readonly [R in Reason]: string } = {
  epochs: '',
  steps: '',
  early: 'stopped early',
  diverged: 'diverged',
  abandoned: 'given up: the loss exploded',
  paused: '',
  failed: 'failed',
};

/** Shows the events of a search to a person, as a table: a row for each trial. */
export const searchView = (terminal: Terminal, plan: SearchPlan, catalog: Catalog): View<SearchEvent> => {
  const write = numberWriter(plan.recipe, catalog);
  const line = (text: string): void => terminal.error(`${text.trimEnd()}\n`);
  const scoreOf = (monitor: string, value: number): string =>
    write(monitor.slice(monitor.indexOf('.') + 1), value);
  const monitors = plan.report.map(({ monitor }) => monitor);
  const targets = plan.settings.map(({ target }) => target);
  const places = String(plan.trials).length;
  const trialWidth = Math.max('trial'.length, 2 * places + 1);
  const widthOf = (target: string): number => Math.max(10, target.length);
  const row = (trial: string, scores: readonly string[], time: string, point: readonly string[]): string =>
    [
      trial.padEnd(trialWidth),
      ...scores.map((score, index) => score.padStart(Math.max(9, monitors[index]!.length))),
      time.padStart(8),
      ...point.map((text, index) => text.padEnd(widthOf(targets[index]!))),
    ].join('  ');
  const pointOf = (point: TrialRecord['point']): string =>
    targets.map((target) => `${target} ${point[target]!}`).join('  ');

  // Of a search for the best, the mean of what was tried says nothing.
  const spreadsOf = <T>(spread: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
    plan.objective === undefined ? Object.entries(spread) : [];

  const show = (event: SearchEvent): void => {
    switch (event.event) {
      case 'start': {
        const rounds = event.rounds === 1 ? '' : ` in ${event.rounds} rounds`;
        line(
          `${paint(terminal, 'bold', event.search)}: ${event.strategy} search of ${event.recipe}, at most ${event.trials} trials${rounds}`,
        );
        for (const [target, text] of Object.entries(event.settings)) line(`  ${target} ~ ${text}`);
        if (event.resumed !== undefined) line(`resumed: ${event.resumed} results are known`);
        return line(paint(terminal, 'dim', row('trial', monitors, 'time', targets)));
      }
      case 'trial': {
        const remark = [
          ...(event.reason === 'paused' ? [`after ${event.epochs} epochs`] : []),
          ...(remarks[event.reason] === '' ? [] : [remarks[event.reason]]),
          ...(event.problems ?? []),
        ].join(': ');
        const scores = monitors.map((monitor) => {
          const score = event.scores[monitor];
          return score === undefined ? '–' : scoreOf(monitor, score);
        });
        const count = `${String(event.trial).padStart(places)}/${plan.trials}`;
        const text = row(
          count,
          scores,
          duration(event.seconds),
          targets.map((target) => event.point[target]!),
        );
        return line(
          `${text}${event.best ? paint(terminal, 'green', '  best') : ''}${remark === '' ? '' : paint(terminal, 'yellow', `  ${remark}`)}`,
        );
      }
      case 'finding':
        return line(
          `${paint(terminal, 'yellow', `${event.diagnostic.severity}[${event.diagnostic.code}]`)}: ${event.diagnostic.message}${event.diagnostic.help === undefined ? '' : `\n  help: ${event.diagnostic.help}`}`,
        );
      case 'done': {
        line(`${paint(terminal, 'bold', 'done')}: ${event.trials} trials in ${duration(event.seconds)}`);
        for (const [monitor, { count, mean, deviation, least, greatest }] of spreadsOf(event.spread))
          line(
            `  ${monitor}  ${scoreOf(monitor, mean)} ± ${scoreOf(monitor, deviation)}  (${count} trials, ${scoreOf(monitor, least)} to ${scoreOf(monitor, greatest)})`,
          );
        if (event.best !== undefined)
          line(
            `${paint(terminal, 'green', 'best')}  trial ${event.best.trial}: ${monitors.map((monitor) => `${monitor} ${scoreOf(monitor, event.best!.scores[monitor]!)}`).join('  ')}\n      ${pointOf(event.best.point)}`,
          );
        return;
      }
      case 'interrupted':
        return line(`interrupted in trial ${event.trial}; everything is saved`);
      case 'trial-start':
      case 'epoch':
      case 'failed':
        return;
      default:
        event satisfies never;
    }
  };
  return { show, close: () => undefined };
};
