import type { Diagnostic } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { limits } from '../limits.js';
import { bodyKeywords, closers, declarations, openers, settingKeywords, valueEnds } from './classes.js';
import { kinds, type TokenKind } from './kinds.js';
import { spanOf, synthetic, type Token } from './token.js';

export interface Bounded {
  readonly tokens: readonly Token[];
  readonly diagnostics: readonly Diagnostic[];
}

// Signs that hang one more operation on the value before or after them, so that the tree grows deeper by one.
const deepening: ReadonlySet<TokenKind> = new Set<TokenKind>([
  kinds.plus,
  kinds.minus,
  kinds.times,
  kinds.divide,
  kinds.floorDivide,
  kinds.matrixProduct,
  kinds.power,
  kinds.equal,
  kinds.unequal,
  kinds.less,
  kinds.lessEqual,
  kinds.greater,
  kinds.greaterEqual,
  kinds.and,
  kinds.or,
  kinds.mod,
  kinds.not,
  kinds.dot,
  kinds.then,
  kinds.else,
  kinds.as,
  kinds.on,
]);
const separating: ReadonlySet<TokenKind> = new Set<TokenKind>([
  kinds.comma,
  kinds.semicolon,
  kinds.equals,
  kinds.colon,
  kinds.tilde,
  kinds.arrow,
]);
/** What begins something new where it stands directly behind a value. */
const starting: ReadonlySet<TokenKind> = new Set<TokenKind>([
  kinds.name,
  kinds.number,
  kinds.string,
  kinds.true,
  kinds.false,
  kinds.none,
  kinds.if,
  kinds.repeat,
  ...bodyKeywords,
  ...settingKeywords,
  ...declarations,
]);

/** Tokens from `from` up to and without `to`, which go too far. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly limit: 'nesting' | 'chain';
}

/**
 * Cuts what is nested too deep, before any recursion meets it: the contents of the bracket that goes too far, or the rest of the
 * chain up to the next separator. Expects balanced brackets.
 */
export const boundDepth = (tokens: readonly Token[], source: string): Bounded => {
  const cuts = findCuts(tokens);
  const [first] = cuts;
  if (!first) return { tokens, diagnostics: [] };
  const at = tokens[first.from]!;
  const code = first.limit === 'nesting' ? 'nesting-too-deep' : 'chain-too-long';
  const out: Token[] = [];
  let kept = 0;
  for (const { from, to } of cuts) {
    for (; kept < from; kept++) out.push(tokens[kept]!);
    // Its mistake is told: whatever the grammar misses here, it misses silently.
    out.push(synthetic(kinds.none, tokens[from]!.start, tokens[to - 1]!.end));
    kept = to;
  }
  for (; kept < tokens.length; kept++) out.push(tokens[kept]!);
  return {
    tokens: out,
    diagnostics: [report(code, { limit: limits[first.limit] }, { span: spanOf(source, at, at) })],
  };
};

const findCuts = (tokens: readonly Token[]): readonly Cut[] => {
  const cuts: Cut[] = [];
  // The operations on the way down to here: those of the enclosing brackets, and those of the chain at hand.
  const outer: number[] = [];
  let chain = 0;
  let afterValue = false;
  for (let index = 0; index < tokens.length; index++) {
    const type = tokens[index]!.tokenType;
    const opens = openers.has(type);
    if (separating.has(type) || (afterValue && starting.has(type))) chain = outer.at(-1) ?? 0;
    const deepens = deepening.has(type) || (opens && afterValue && type !== kinds.brace);
    if (deepens) chain++;
    const tooDeep = opens && outer.length >= limits.nesting;
    if (tooDeep || (deepens && chain > limits.chain)) {
      const to = endOfCut(tokens, index);
      cuts.push({ from: index, to, limit: tooDeep ? 'nesting' : 'chain' });
      index = to - 1;
      afterValue = true;
      continue;
    }
    if (opens) outer.push(chain);
    else if (closers.has(type)) chain = outer.pop()!;
    afterValue = valueEnds.has(type);
  }
  return cuts;
};

/** The index of the separator or closing bracket that ends what hangs together from an index on. */
const endOfCut = (tokens: readonly Token[], from: number): number => {
  let depth = 0;
  let index = from;
  for (; index < tokens.length; index++) {
    const type = tokens[index]!.tokenType;
    if (openers.has(type)) depth++;
    else if (closers.has(type)) {
      if (depth === 0) return index;
      depth--;
    } else if (depth === 0 && index > from && (type === kinds.comma || tokens[index]!.first)) return index;
  }
  return index;
};
