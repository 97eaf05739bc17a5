/** What a text may be at most. Each limit has a diagnostic of its own; docs/language/grammar.md lists them. */
export const limits = {
  /** Bytes of UTF-8. */
  sourceBytes: 2 * 1024 * 1024,
  tokens: 400_000,
  /** Brackets inside brackets. Also bounds the depth of the recursive descent, and so of the call stack. */
  nesting: 256,
  /** Operators, calls and members that one value hangs on: bounds the depth of the tree, which chains deepen without brackets. */
  chain: 1_024,
  /** Identical kinds of mistakes tell nothing new after this many. */
  diagnostics: 200,
} as const;
