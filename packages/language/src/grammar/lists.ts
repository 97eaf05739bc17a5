import { EOF, type TokenType } from 'chevrotain';
import { closers, isStatementStart } from '../tokens/classes.js';
import { kinds, type TokenKind } from '../tokens/kinds.js';
import type { Token } from '../tokens/token.js';
import type { Engine, Rule } from './engine.js';

// Sequences, read with a mistake here and there: what is no item or statement is told of and skipped, and reading goes on.

interface ListOf {
  readonly starts: ReadonlySet<TokenType>;
  /** What a message calls several of them. */
  readonly what: string;
  /** Ends the list before the closing bracket. */
  readonly end?: TokenKind;
}

/** Items between commas, one comma after the last permitted, up to the closing bracket. */
export const separated = <R>(
  engine: Engine,
  index: 1 | 2,
  item: Rule<R>,
  { starts, what, end }: ListOf,
): R[] => {
  const items: R[] = [];
  if (engine.RECORDING_PHASE) {
    engine.recordList(index, item);
    return items;
  }
  const startsItem = (): boolean => starts.has(engine.peek().tokenType);
  const atEnd = (): boolean =>
    closers.has(engine.peek().tokenType) || (end !== undefined && engine.at(end)) || engine.at(EOF);
  const toNext = (): void =>
    engine.skipUntil(({ tokenType }) => tokenType === kinds.comma || tokenType === end);
  while (!atEnd()) {
    if (engine.at(kinds.comma)) {
      engine.missingValue();
    } else if (startsItem()) {
      const position = engine.exportLexerState();
      items.push(engine.call(index, item));
      // A statement in the midst of a list: its name was not taken for an item.
      if (engine.exportLexerState() === position) toNext();
    } else {
      engine.unexpected(undefined);
      toNext();
    }
    if (!engine.at(kinds.comma) && !atEnd()) {
      if (startsItem()) missingComma(engine, what);
      else {
        engine.unexpected(undefined);
        toNext();
      }
    }
    if (engine.at(kinds.comma)) engine.consumeToken();
  }
  return items;
};

const missingComma = (engine: Engine, what: string): void => {
  const end = engine.lastEnd();
  const fixes = [{ title: 'Insert a comma', edits: [{ span: engine.span(end, end), text: ',' }] }];
  engine.mistake('missing-comma', { what }, engine.gap(), { fixes });
};

/** Statements up to a closing brace or the end. `stray` tells of what begins none. */
export const statements = <R>(
  engine: Engine,
  index: number,
  rule: Rule<R>,
  starts: ReadonlySet<TokenType>,
  stray: (found: Token) => void,
): R[] => {
  const list: R[] = [];
  if (engine.RECORDING_PHASE) {
    engine.repeated(index, () => engine.call(index, rule));
    return list;
  }
  while (!engine.at(kinds.braceEnd) && !engine.at(EOF)) {
    const position = engine.exportLexerState();
    if (starts.has(engine.peek().tokenType)) list.push(engine.call(index, rule));
    else stray(engine.peek());
    if (engine.exportLexerState() === position) skipStatement(engine);
  }
  return list;
};

/** Skips at least one token and goes on to the next place where a statement surely begins. */
const skipStatement = (engine: Engine): void => {
  const stuck = engine.peek();
  engine.skipUntil((token) => token !== stuck && isStatementStart(token, engine.peek(2)));
};
