/** What the process says when it ends; see docs/cli.md. */
export const exit = {
  done: 0,
  /** The user's files have errors, or `--check` found something. */
  findings: 1,
  usage: 2,
  /** A bug in Neurite. */
  bug: 70,
  /** Reading or writing failed. */
  io: 74,
  interrupted: 130,
} as const;

export type ExitStatus = (typeof exit)[keyof typeof exit];

/** Ends a command with a message for people and a status; the only exception that commands throw on purpose. */
export class Stop extends Error {
  constructor(
    readonly status: ExitStatus,
    message: string,
  ) {
    super(message);
    this.name = 'Stop';
  }
}
