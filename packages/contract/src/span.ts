/** A place in a source text. Lines and columns count from 1, offsets from 0; columns count UTF-16 units. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A stretch of one source text, from `start` up to but not including `end`. */
export interface Span {
  /** The name of the text, as the user would say it: a path relative to the project, or `<text>`. */
  readonly source: string;
  readonly start: Position;
  readonly end: Position;
}
