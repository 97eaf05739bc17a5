import type { Diagnostic } from '@neurite/contract';
import type { TokenType } from 'chevrotain';
import { report } from '../diagnostics.js';
import { limits } from '../limits.js';
import { closerOf, closers, declarations, isStatementStart, openers, valueEnds } from './classes.js';
import { kinds, type TokenKind } from './kinds.js';
import { retyped, spanOf, synthetic, type Token } from './token.js';

export interface Balanced {
  /** Every opening bracket has its closing one: the grammar never meets an unbalanced text. */
  readonly tokens: readonly Token[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Open {
  readonly token: Token;
  /** Whether this is the parameter list of a declaration, where a line may begin with `name =`. */
  readonly parameters: boolean;
}

const isBalanced = (tokens: readonly Token[]): boolean => {
  const open: TokenType[] = [];
  for (const { tokenType } of tokens) {
    if (openers.has(tokenType)) open.push(tokenType);
    else if (closers.has(tokenType) && closerOf.get(open.pop()!) !== tokenType) return false;
  }
  return open.length === 0;
};

const image = (kind: TokenType): string => kind.LABEL!.slice(1, -1);

/**
 * Puts in missing brackets and takes out surplus ones, and reports each once. Newlines and indentation mean nothing to a correct
 * text, so they are asked only here, where the text is known to be wrong, to guess what its author meant.
 */
export const balanceBrackets = (tokens: readonly Token[], source: string): Balanced =>
  isBalanced(tokens) ? { tokens, diagnostics: [] } : repair(tokens, source);

const repair = (tokens: readonly Token[], source: string): Balanced => {
  const out: Token[] = [];
  const diagnostics: Diagnostic[] = [];
  const open: Open[] = [];
  const indents = indentsOf(tokens);
  const indentOf = (token: Token): number => indents.get(token.start.line) ?? 0;
  let surplusBraces = tokens.reduce(
    (n, { tokenType }) => n + (tokenType === kinds.braceEnd ? 1 : tokenType === kinds.brace ? -1 : 0),
    0,
  );

  /** Closes the innermost bracket where `before` stands, or at the end of the text. */
  const closeUnclosed = (): void => {
    const { token } = open.pop()!;
    const close = closerOf.get(token.tokenType)!;
    const last = out.at(-1)!;
    out.push(synthetic(close, last.end));
    const insertion = { source, start: last.end, end: last.end };
    const fix =
      close === kinds.braceEnd
        ? {
            title: `Insert } below line ${last.end.line}`,
            edits: [{ span: insertion, text: `\n${' '.repeat(indentOf(token))}}` }],
          }
        : { title: `Insert ${image(close)}`, edits: [{ span: insertion, text: image(close) }] };
    // More are not shown: texts made of brackets alone have as many as characters.
    if (diagnostics.length > limits.diagnostics) return;
    diagnostics.push(
      report(
        'unclosed-bracket',
        { open: token.image, close: image(close) },
        { span: spanOf(source, token, token), fixes: [fix] },
      ),
    );
  };

  const takeOut = (token: Token): void => {
    if (diagnostics.length > limits.diagnostics) return;
    const span = spanOf(source, token, token);
    diagnostics.push(
      report(
        'unmatched-bracket',
        { close: token.image },
        { span, fixes: [{ title: `Remove ${token.image}`, edits: [{ span, text: '' }] }] },
      ),
    );
  };

  /** Puts in the brace that a line at the same indentation lacks, with deeper lines below it, and closes it here. */
  const openMissing = (token: Token): boolean => {
    const indent = indentOf(token);
    let index = out.length - 1;
    let inside = 0;
    // Back over the deeper lines, to the end of the first that is not deeper.
    while (index >= 0 && indentOf(out[index]!) > indent) {
      if (out[index]!.first) inside++;
      index--;
    }
    const last = out[index];
    if (!last || inside === 0 || indentOf(last) !== indent || last.tokenType === kinds.braceEnd) return false;
    // A bracket that was opened before the new brace and closed behind it would cross it.
    if (closesOuter(out, index + 1)) return false;
    while (open.length > 0 && open.at(-1)!.token.start.offset > last.start.offset) closeUnclosed();
    if (diagnostics.length <= limits.diagnostics) {
      const span = { source, start: last.end, end: last.end };
      const fixes = [{ title: 'Insert {', edits: [{ span, text: ' {' }] }];
      diagnostics.push(
        report(
          'unopened-block',
          {},
          { span, fixes, related: [{ message: 'closed here', span: spanOf(source, token, token) }] },
        ),
      );
    }
    out.splice(index + 1, 0, synthetic(kinds.brace, last.end));
    out.push(token);
    return true;
  };

  const close = (token: Token): void => {
    const matches = (entry: Open): boolean => closerOf.get(entry.token.tokenType) === token.tokenType;
    let at = open.findLastIndex(matches);
    if (
      token.tokenType === kinds.braceEnd &&
      token.first &&
      at >= 0 &&
      indentOf(open[at]!.token) !== indentOf(token)
    ) {
      // The brace of another block stands below its own opening line: what is in between was not closed.
      const aligned = open.findLastIndex(
        (entry) => matches(entry) && indentOf(entry.token) === indentOf(token),
      );
      if (aligned >= 0) at = aligned;
      else if (surplusBraces > 0) at = -1;
    }
    if (at < 0) {
      const innermost = open.at(-1);
      if (innermost && innermost.token.tokenType !== kinds.brace && token.tokenType !== kinds.braceEnd) {
        mismatch(innermost.token, token);
      } else {
        if (token.tokenType === kinds.braceEnd) {
          surplusBraces--;
          if (token.first && openMissing(token)) return;
        }
        takeOut(token);
      }
      return;
    }
    while (open.length > at + 1) closeUnclosed();
    open.pop();
    out.push(token);
  };

  const mismatch = (opening: Token, token: Token): void => {
    const wanted = closerOf.get(opening.tokenType)!;
    const span = spanOf(source, token, token);
    diagnostics.push(
      report(
        'mismatched-bracket',
        { open: opening.image, close: token.image, wanted: image(wanted) },
        {
          span,
          related: [{ message: `opened here`, span: spanOf(source, opening, opening) }],
          fixes: [{ title: `Write ${image(wanted)}`, edits: [{ span, text: image(wanted) }] }],
        },
      ),
    );
    open.pop();
    out.push(retyped(token, wanted));
  };

  tokens.forEach((token, index) => {
    const type = token.tokenType;
    if (token.first && declarations.has(type)) {
      while (open.length > 0) closeUnclosed();
    } else if (token.first) {
      while (open.length > 0 && escapes(tokens, index, open.at(-1)!)) closeUnclosed();
    }
    if (closers.has(type)) {
      close(token);
      return;
    }
    if (openers.has(type)) open.push({ token, parameters: opensParameters(out) });
    out.push(token);
  });
  while (open.length > 0) closeUnclosed();
  return { tokens: out, diagnostics };
};

/** Whether a statement begins at a token on a new line although a round or square bracket is open: then that one was not closed. */
const escapes = (tokens: readonly Token[], index: number, { token: opening, parameters }: Open): boolean => {
  if (opening.tokenType === kinds.brace || !isStatementStart(tokens[index]!, tokens[index + 1])) return false;
  const last = tokens[index - 1]!;
  // Inside brackets `name:` is an argument behind a comma, and a statement behind a value.
  if (tokens[index]!.tokenType !== kinds.name) return true;
  return valueEnds.has(last.tokenType) || (tokens[index + 1]!.tokenType === kinds.equals && !parameters);
};

/** Whether the tokens from an index on close a bracket that they do not open. */
const closesOuter = (tokens: readonly Token[], from: number): boolean => {
  let depth = 0;
  for (let index = from; index < tokens.length; index++) {
    const type = tokens[index]!.tokenType;
    if (openers.has(type)) depth++;
    else if (closers.has(type) && --depth < 0) return true;
  }
  return false;
};

const opensParameters = (out: readonly Token[]): boolean => {
  const keyword: TokenKind | undefined = out.at(-2)?.tokenType;
  return out.at(-1)?.tokenType === kinds.name && keyword !== undefined && declarations.has(keyword);
};

/** The column of the first token of each line, from 0. */
const indentsOf = (tokens: readonly Token[]): ReadonlyMap<number, number> =>
  new Map(tokens.filter(({ first }) => first).map(({ start }) => [start.line, start.column - 1]));
