import type { Catalog, Recipe } from '@neurite/contract';
import type { TrainEvent } from '@neurite/core';
import { SingleBar } from 'cli-progress';
import type { View } from './follow.js';
import { duration, grouped, scoreWriter, short } from './terminal/numbers.js';
import { paint, type Terminal } from './terminal/terminal.js';

const createBar = (terminal: Terminal): SingleBar | undefined =>
  terminal.interactive
    ? new SingleBar({
        format: `  {bar} {percentage}%  step {value}/{total}  loss {loss}  {eta_formatted} left`,
        barCompleteChar: '█',
        barIncompleteChar: '░',
        barsize: Math.max(10, Math.min(30, terminal.width - 60)),
        hideCursor: true,
        clearOnComplete: true,
        fps: 10,
        gracefulExit: false,
      })
    : undefined;

/** Shows the events of a training to a person: a bar on a screen, a line an epoch elsewhere. */
export const trainView = (terminal: Terminal, recipe: Recipe, catalog: Catalog): View<TrainEvent> => {
  const write = scoreWriter(recipe, catalog);
  const bar = createBar(terminal);
  let started = false;
  let total = 0;
  const line = (text: string): void => {
    // The bar redraws itself below what is printed.
    if (started && bar !== undefined) {
      bar.stop();
      started = false;
    }
    terminal.error(`${text}\n`);
  };
  const tick = (step: number, loss: number): void => {
    if (bar === undefined) return;
    if (!started) bar.start(total, step, { loss: short(loss) });
    started = true;
    bar.update(step, { loss: short(loss) });
  };

  const show = (event: TrainEvent): void => {
    switch (event.event) {
      case 'start': {
        total = event.steps;
        const { train = 0, validation, test } = event.examples;
        const parts = [
          `${grouped(train)} training examples`,
          ...(validation === undefined ? [] : [`${grouped(validation)} for validation`]),
          ...(test === undefined ? [] : [`${grouped(test)} for the test`]),
        ];
        line(
          `${paint(terminal, 'bold', event.recipe)}: ${event.model}, ${grouped(event.parameters)} parameters, on ${event.backend}`,
        );
        line(
          `${parts.join(', ')}; ${event.epochs} epochs of ${event.accumulate === undefined ? '' : `${event.accumulate} × `}${event.batch} examples a step, ${grouped(event.steps)} steps`,
        );
        if (event.resumed !== undefined) line(`resumed after step ${grouped(event.resumed)}`);
        return;
      }
      case 'stage': {
        const place = `stage ${event.number}/${event.stages} ${event.stage}, epoch ${event.epoch}/${event.epochs}`;
        return line(
          `${paint(terminal, 'cyan', place)}  loss ${short(event.loss)}   ${paint(terminal, 'dim', duration(event.seconds))}`,
        );
      }
      case 'step':
        return tick(event.step, event.loss);
      case 'epoch': {
        const validation = event.validation === undefined ? '' : `   validation ${write(event.validation)}`;
        const phase = event.phase === undefined ? '' : ` ${event.phase}`;
        const count = `epoch ${String(event.epoch).padStart(String(recipe.epochs).length)}/${recipe.epochs}${phase}`;
        return line(
          `${paint(terminal, 'cyan', count)}  ${write(event.train)}${validation}   ${paint(terminal, 'dim', duration(event.seconds))}${event.best ? paint(terminal, 'green', '  best') : ''}`,
        );
      }
      case 'finding':
        return line(
          `${paint(terminal, 'yellow', `${event.diagnostic.severity}[${event.diagnostic.code}]`)} at step ${event.step}: ${event.diagnostic.message}${event.diagnostic.help === undefined ? '' : `\n  help: ${event.diagnostic.help}`}`,
        );
      case 'done': {
        const reasons = {
          epochs: '',
          steps: '',
          early: ' (stopped early: no improvement)',
          diverged: ' (stopped: the gradients stayed without finite values)',
          abandoned: ' (given up: the loss exploded)',
        };
        line(
          `${paint(terminal, 'bold', 'done')} after ${grouped(event.steps)} steps in ${duration(event.seconds)}${reasons[event.reason]}`,
        );
        if (event.kept !== undefined) line(`kept the weights of epoch ${event.kept}, the best one`);
        if (event.test !== undefined) line(`${paint(terminal, 'green', 'test')}  ${write(event.test)}`);
        return;
      }
      case 'interrupted':
        return line(`interrupted after step ${grouped(event.step)}; everything is saved`);
      case 'checkpoint':
      case 'failed':
        return;
      default:
        event satisfies never;
    }
  };
  return { show, close: () => void (started && bar?.stop()) };
};
