import type { Tolerance } from '../tensors/index.js';

/** Why a backend does not do a case, or does it less precisely. */
export interface Exception {
  readonly reason: string;
  /** The case runs all the same, with this tolerance. */
  readonly tolerance?: Tolerance;
}

export interface RunOptions {
  readonly only?: (name: string) => boolean;
  /** By the name of the case. */
  readonly exceptions?: Readonly<Record<string, Exception>>;
}

export interface CaseResult {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'excluded';
  /** Why it failed, or why it was left out. */
  readonly message?: string;
}

/** What failed, a line for each; empty where nothing did. */
export const failures = (results: readonly CaseResult[]): string =>
  results
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ name, message }) => `${name}: ${message}`)
    .join('\n');

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Runs one case under its exception, if it has one. `check` gives what is wrong, or undefined; `tolerance` is that of the
 * exception. A case that is excluded but passes has failed: its exception has outlived its reason.
 */
export const runCase = async (
  name: string,
  exception: Exception | undefined,
  check: (tolerance: Tolerance | undefined) => Promise<string | undefined>,
): Promise<CaseResult> => {
  const attempt = async (tolerance?: Tolerance): Promise<string | undefined> => {
    try {
      return await check(tolerance);
    } catch (error) {
      return messageOf(error);
    }
  };
  const strict = exception === undefined || exception.tolerance === undefined;
  const message = await attempt(exception?.tolerance);
  if (exception !== undefined && (strict ? message : await attempt()) === undefined) {
    return { name, outcome: 'failed', message: `passes, in spite of the exception: ${exception.reason}` };
  }
  if (exception !== undefined && strict) return { name, outcome: 'excluded', message: exception.reason };
  return message === undefined ? { name, outcome: 'passed' } : { name, outcome: 'failed', message };
};
