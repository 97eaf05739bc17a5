import type { Catalog, EnsemblePlan } from '@neurite/contract';
import type { EnsembleEvent, JudgedParts } from '@neurite/core';
import type { View } from './follow.js';
import { duration, scoreWriter, short } from './terminal/numbers.js';
import { paint, type Terminal } from './terminal/terminal.js';

/** Shows the events of an ensemble to a person: a line for each member, and the whole beside them. */
export const ensembleView = (
  terminal: Terminal,
  plan: EnsemblePlan,
  catalog: Catalog,
): View<EnsembleEvent> => {
  const write = scoreWriter(plan.recipe, catalog);
  const line = (text: string): void => terminal.error(`${text}\n`);
  const scoresOf = (scores: JudgedParts): string =>
    Object.entries(scores)
      .map(([part, own]) => `${part} ${write(own)}`)
      .join('   ');
  const show = (event: EnsembleEvent): void => {
    switch (event.event) {
      case 'start':
        return line(
          `${paint(terminal, 'bold', event.ensemble)}: ${event.members} trainings of ${event.recipe} that differ by ${event.vary.join(' and ')}, combined by ${event.combination}`,
        );
      case 'member': {
        const count = `member ${String(event.member).padStart(String(plan.members).length)}/${plan.members}`;
        const gone = event.reason === 'epochs' || event.reason === 'steps' ? '' : `  (${event.reason})`;
        return line(
          `${paint(terminal, 'cyan', count)}  ${scoresOf(event.scores)}   ${paint(terminal, 'dim', duration(event.seconds))}${gone}`,
        );
      }
      case 'done':
        line(
          `${paint(terminal, 'green', 'ensemble'.padEnd(`member ${plan.members}/${plan.members}`.length))}  ${scoresOf(event.scores)}   ${paint(terminal, 'dim', duration(event.seconds))}`,
        );
        for (const [output, apart] of Object.entries(event.disagreement))
          line(`disagreement of members on ${output}: ${short(apart)}`);
        return;
      case 'interrupted':
        return line(`interrupted in member ${event.member}; everything is saved`);
      case 'member-start':
      case 'epoch':
      case 'failed':
        return;
      default:
        event satisfies never;
    }
  };
  return { show, close: () => undefined };
};
