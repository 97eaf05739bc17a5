import type { ExitStatus } from './terminal/exit.js';
import type { Terminal } from './terminal/terminal.js';

/** Options that every command has. */
export interface CommonOptions {
  readonly backend?: string;
  readonly set: readonly { readonly key: string; readonly value: string }[];
  readonly seed?: number;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
}

/** What a command is given. */
export interface Invocation {
  readonly terminal: Terminal;
  /** Positional arguments, as declared. */
  readonly arguments: readonly string[];
  readonly common: CommonOptions;
  /** The command's own options by name. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
}

/** One command: data for the help page, and what it does. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** `FILE…`, `FILE [MODEL]`: a name ending in … takes the rest, brackets mean optional. */
  readonly arguments: readonly string[];
  readonly options?: readonly { readonly flags: string; readonly description: string }[];
  readonly example: string;
  run(invocation: Invocation): Promise<ExitStatus>;
}
