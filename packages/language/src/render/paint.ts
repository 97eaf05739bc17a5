import type { Severity } from '@neurite/contract';

/** Adds colour to a part of the output, or leaves it alone. */
export interface Paint {
  readonly severity: (severity: Severity, text: string) => string;
  readonly strong: (text: string) => string;
  /** Line numbers, bars and places. */
  readonly frame: (text: string) => string;
  readonly help: (text: string) => string;
}

const ansi =
  (...codes: readonly number[]) =>
  (text: string): string =>
    text === '' ? '' : `\u001b[${codes.join(';')}m${text}\u001b[0m`;
const asItIs = (text: string): string => text;

const severityCode: { readonly [S in Severity]: number } = { error: 31, warning: 33, info: 36 };

export const createPaint = (color: boolean): Paint =>
  color
    ? {
        severity: (severity, text) => ansi(1, severityCode[severity])(text),
        strong: ansi(1),
        frame: ansi(34),
        help: ansi(32),
      }
    : { severity: (_, text) => text, strong: asItIs, frame: asItIs, help: asItIs };
