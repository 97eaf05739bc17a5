import type { Position } from '@neurite/contract';

/** How far something stands from where it was read. */
export interface Move {
  readonly offset: number;
  readonly lines: number;
}

const isPosition = (value: object): value is Position => 'offset' in value && 'line' in value;

/** A copy of a value in which all places are moved: trees, comments and diagnostics are data all the way down. */
export const moved = <T>(value: T, by: Move): T => {
  if (by.offset === 0 && by.lines === 0) return value;
  return move(value, by) as T;
};

const move = (value: unknown, by: Move): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => move(item, by));
  if (isPosition(value))
    return { offset: value.offset + by.offset, line: value.line + by.lines, column: value.column };
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const part = (value as Record<string, unknown>)[key];
    copy[key] = typeof part === 'object' ? move(part, by) : part;
  }
  return copy;
};
