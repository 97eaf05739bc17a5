import { visible, visibleData } from './visible.js';

/** Where a command writes and what it knows of its surroundings. Data goes to `out`, progress and diagnostics to `error`. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Whether `error` is a screen that can redraw a line. */
  readonly interactive: boolean;
  readonly color: boolean;
  readonly width: number;
  readonly cwd: string;
}

export type ColorMode = 'auto' | 'always' | 'never';

/** Whether to colour what goes to `stream`: `--color` decides, then NO_COLOR, FORCE_COLOR, then whether it is a terminal. */
export const wantsColor = (
  mode: ColorMode,
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean => {
  if (mode !== 'auto') return mode === 'always';
  if (environment['NO_COLOR'] !== undefined && environment['NO_COLOR'] !== '') return false;
  if (environment['FORCE_COLOR'] !== undefined && environment['FORCE_COLOR'] !== '0') return true;
  return isTerminal && environment['TERM'] !== 'dumb';
};

/** The terminal of this process. A closed pipe ends the process quietly, as `head` expects. */
export const processTerminal = (mode: ColorMode): Terminal => {
  const quietly = (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  };
  process.stdout.on('error', quietly);
  process.stderr.on('error', quietly);
  const color = wantsColor(mode, process.env, process.stderr.isTTY === true);
  return {
    out: (text) => void process.stdout.write(visibleData(text, color)),
    error: (text) => void process.stderr.write(visible(text, color)),
    interactive: process.stderr.isTTY === true,
    color,
    width: process.stderr.columns ?? 80,
    cwd: process.cwd(),
  };
};

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;
export type Style = keyof typeof codes;

/** Colours text where the terminal has colours. */
export const paint = (terminal: Pick<Terminal, 'color'>, style: Style, text: string): string =>
  terminal.color ? `\u001b[${codes[style]}m${text}\u001b[0m` : text;
