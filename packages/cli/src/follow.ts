import type { Diagnostic } from '@neurite/contract';
import { relative } from 'node:path';
import type { Invocation } from './command.js';
import { removeIfEmpty } from './run-folder.js';
import { exit, type ExitStatus } from './terminal/exit.js';
import { diagnosticJson, showDiagnostics } from './terminal/show.js';

/** What all long work tells of in the same way: trainings, searches, ensembles. */
interface Event {
  readonly event: string;
}

/** Shows events to a person. */
export interface View<E> {
  show(event: E): void;
  close(): void;
}

/** The event as tools read it: paths relative to where the user is, diagnostics in their JSON shape. */
const eventJson = (event: Event, cwd: string): object => {
  const { diagnostics, diagnostic, run } = event as Event & {
    readonly diagnostics?: readonly Diagnostic[];
    readonly diagnostic?: Diagnostic;
    readonly run?: string;
  };
  return {
    ...event,
    ...(diagnostics === undefined ? {} : { diagnostics: diagnostics.map(diagnosticJson) }),
    ...(diagnostic === undefined ? {} : { diagnostic: diagnosticJson(diagnostic) }),
    ...(run === undefined ? {} : { run: relative(cwd, run) }),
  };
};

/** Follows work in a folder to its end: events as JSON or for a person. Gives how it ended. */
export const follow = async <E extends Event>(
  work: AsyncIterable<E>,
  view: View<E> | undefined,
  folder: string,
  texts: ReadonlyMap<string, string>,
  { terminal, common }: Pick<Invocation, 'terminal' | 'common'>,
): Promise<ExitStatus> => {
  let failure: readonly Diagnostic[] | undefined;
  let interrupted = false;
  try {
    for await (const event of work) {
      if (common.json) terminal.out(`${JSON.stringify(eventJson(event, terminal.cwd))}\n`);
      view?.show(event);
      if (event.event === 'failed')
        ({ diagnostics: failure } = event as unknown as { readonly diagnostics: readonly Diagnostic[] });
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
  return interrupted ? exit.interrupted : exit.done;
};
