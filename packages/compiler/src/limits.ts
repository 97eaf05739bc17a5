/** Bounds of what one text may ask for; each has a diagnostic of its own. Compiling ends in bounded time and memory. */
export interface Limits {
  /** Layers after all blocks and repeats are expanded. */
  readonly nodes: number;
  /** Iterations of one `repeat`. */
  readonly repeats: number;
  /** Expressions that are evaluated, empty repeats and arithmetic included. */
  readonly operations: number;
  /** Blocks inside blocks. */
  readonly depth: number;
  /** Elements of one parameter, and of one example of a value. */
  readonly elements: number;
  /** Files that import each other. */
  readonly files: number;
}

export const defaultLimits: Limits = Object.freeze({
  nodes: 20_000,
  repeats: 100_000,
  operations: 1_000_000,
  depth: 64,
  elements: 2 ** 31,
  files: 1_000,
});
