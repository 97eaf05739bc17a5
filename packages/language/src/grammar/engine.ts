import { EmbeddedActionsParser, EOF, type IOrAlt, type ParserMethod, type TokenType } from 'chevrotain';
import type { Diagnostic, DiagnosticPlace, Position, Span } from '@neurite/contract';
import { report, type Code, type diagnosticTable } from '../diagnostics.js';
import { bodyKeywords, closers, declarations, openers, settingKeywords } from '../tokens/classes.js';
import { kinds, vocabulary, type TokenKind } from '../tokens/kinds.js';
import { makeToken, synthetic, type Token } from '../tokens/token.js';
import type { Identifier } from '../tree/tree.js';
import { describe, describeKind } from './describe.js';

export type Rule<R> = ParserMethod<[], R>;

/** What one parse reads, and where it tells of mistakes. */
export interface Reading {
  readonly source: string;
  readonly tokens: readonly Token[];
  readonly end: Position;
  /** Documentation, by the line that it stands directly above. */
  readonly docs: ReadonlyMap<number, string>;
  /** Lines whose mistake has been told; a second one there is most likely its echo. */
  readonly faultyLines: Set<number>;
  readonly diagnostics: Diagnostic[];
}

interface Placed {
  readonly start: Position;
  readonly end: Position;
}
type Parts<C extends Code> = Parameters<(typeof diagnosticTable)[C]['message']>[0];

/**
 * Chevrotain's parser, opened to the sections of the grammar, which are functions rather than a chain of classes, and with recovery
 * of our own: brackets are balanced before, so that a mistake inside a pair never leaves it; a missing token is put in, a surplus one
 * dropped, and what cannot be read is skipped up to the next statement. No rule ever throws.
 */
export class Engine extends EmbeddedActionsParser {
  private reading: Reading = {
    source: '',
    tokens: [],
    end: { offset: 0, line: 1, column: 1 },
    docs: new Map(),
    faultyLines: new Set(),
    diagnostics: [],
  };
  private endToken: Token = makeToken(EOF, '', this.reading.end, this.reading.end, true);
  private depth = 0;
  private postponed: (() => void)[] = [];

  constructor(define: (engine: Engine) => void, validate: boolean) {
    super([...vocabulary], { recoveryEnabled: false, maxLookahead: 1, skipValidations: !validate });
    define(this);
    this.performSelfAnalysis();
  }

  /** Reads the tokens of one text with a rule. */
  read<R>(reading: Reading, rule: Rule<R>): R {
    this.reading = reading;
    this.endToken = makeToken(EOF, '', reading.end, reading.end, true);
    this.depth = 0;
    this.postponed = [];
    // Chevrotain appends its own end marks to the list.
    this.input = [...reading.tokens];
    return this.text(rule) as R;
  }

  /** The rule around every reading: what was postponed is read when the stack is empty again. */
  private readonly text: ParserMethod<[Rule<unknown>], unknown> = this.RULE('text', (rule: Rule<unknown>) => {
    if (this.RECORDING_PHASE) return undefined;
    const value = this.subrule(1, rule);
    if (!this.at(EOF)) this.unexpected(undefined);
    // Reading some of them may postpone more.
    for (let next = 0; next < this.postponed.length; next++) this.postponed[next]!();
    this.skipUntil(() => false);
    return value;
  });

  // ---- What grammar rules are made of: each is recorded by Chevrotain under its index within the rule -----------------------

  rule<R>(name: string, body: () => R): Rule<R> {
    return this.RULE(name, body);
  }

  call<R>(index: number, rule: Rule<R>): R {
    return this.subrule(index, rule);
  }

  choose<R>(index: number, alternatives: IOrAlt<R>[]): R {
    return this.or(index, alternatives);
  }

  maybe<R>(index: number, body: () => R): R | undefined {
    return this.option(index, body);
  }

  repeated(index: number, body: () => void): void {
    this.many(index, body);
  }

  /** The same where what begins the body could also be what follows: `gate` looks further. */
  repeatedWhile(index: number, gate: () => boolean, body: () => void): void {
    this.many(index, { GATE: gate, DEF: body });
  }

  /** Makes a node; skipped while Chevrotain records the grammar, when there are no tokens. */
  build<R>(make: () => R): R {
    return this.ACTION(make);
  }

  /** One token of a kind. A surplus token before it is dropped; where it is missing, it is put in. */
  take(index: number, kind: TokenKind): Token {
    if (!this.RECORDING_PHASE && !this.at(kind)) {
      const found = this.peek();
      this.unexpected(describeKind(kind));
      if (this.peek(2).tokenType !== kind || !this.isDroppable(found)) return synthetic(kind, this.lastEnd());
      this.consumeToken();
    }
    return this.consume(index, kind) as Token;
  }

  /** A name; where there is none, one without letters is put in. */
  takeName(index: number): Identifier {
    if (!this.RECORDING_PHASE && (!this.at(kinds.name) || this.isCutOff())) {
      const found = this.peek();
      this.mistake('missing-name', { found: describe(found), ...this.after() }, this.gap());
      if ((this.at(kinds.number) || this.at(kinds.string)) && !found.first) {
        this.consumeToken();
        return this.identifier(synthetic(kinds.name, found.start, found.end));
      }
      if (this.peek(2).tokenType !== kinds.name || !this.isDroppable(found))
        return this.identifier(synthetic(kinds.name, this.lastEnd()));
      this.consumeToken();
    }
    const token = this.consume(index, kinds.name) as Token;
    return this.build(() => this.identifier(token));
  }

  /** Whether a dot ends its line and a new statement follows: the name behind the dot is not written yet. */
  private isCutOff(): boolean {
    return this.at(kinds.dot, 0) && this.peek().first && this.at(kinds.equals, 2);
  }

  /**
   * A pair of brackets and what it holds; undefined, and told, where the opening one is missing. Rules call rules, and each call
   * takes a good part of the stack: deep inside, the contents are read later, and `hollow` makes the empty list or node that then is
   * filled. A pair that has none is never deep.
   */
  bracketed<R>(
    index: number,
    open: TokenKind,
    contents: () => R,
    { hollow, expected = describeKind(open) }: { readonly hollow?: () => R; readonly expected?: string } = {},
  ): { readonly value: R; readonly open: Token; readonly close: Token } | undefined {
    if (!this.RECORDING_PHASE && !this.at(open)) {
      this.unexpected(expected);
      if (this.peek(2).tokenType !== open || !this.isDroppable(this.peek())) return undefined;
      this.consumeToken();
    }
    const opening = this.consume(index, open) as Token;
    const close = closingKind(open);
    const read = (): R => {
      this.depth++;
      const value = contents();
      this.depth--;
      if (!this.RECORDING_PHASE && !this.at(close)) {
        this.unexpected(describeKind(close));
        this.skipUntil(() => false);
      }
      return value;
    };
    const value = hollow && this.depth >= deepest ? this.postpone(read, hollow()) : read();
    return { value, open: opening, close: this.consume(index, close) as Token };
  }

  /** Steps over the contents of a pair of brackets; they are read into `hollow` when all that can be read now has been. */
  private postpone<R>(read: () => R, hollow: R): R {
    const position = this.exportLexerState();
    this.postponed.push(() => {
      this.importLexerState(position);
      this.depth = 0;
      const value = read();
      if (Array.isArray(hollow)) for (const item of value as unknown[]) hollow.push(item);
      else Object.assign(hollow as object, value);
    });
    this.skipUntil(() => false);
    return hollow;
  }

  /** Lets Chevrotain record a list with commas, one after the last permitted; lists.ts reads it. */
  recordList(index: 1 | 2, item: Rule<unknown>): void {
    const sequence = { SEP: kinds.comma, DEF: () => this.subrule(index, item) };
    if (index === 1) this.MANY_SEP1(sequence);
    else this.MANY_SEP2(sequence);
    // Beyond the indices that rules use themselves.
    this.option(100 + index, () => this.consume(100 + index, kinds.comma));
  }

  // ---- Looking ahead and around -----------------------------------------------------------------------------------------------

  peek(distance = 1): Token {
    const token = this.LA(distance);
    return token.tokenType === EOF ? this.endToken : (token as Token);
  }

  atEnd(): boolean {
    return this.at(EOF);
  }

  at(kind: TokenType, distance = 1): boolean {
    return this.LA(distance).tokenType === kind;
  }

  /** Where the last token that was read ends. */
  lastEnd(): Position {
    const last = this.LA(0);
    return last.tokenType === EOF ? { offset: 0, line: 1, column: 1 } : (last as Token).end;
  }

  span(start: Position, end: Position): Span {
    return { source: this.reading.source, start, end };
  }

  between(from: Placed, to: Placed): Span {
    return { source: this.reading.source, start: from.start, end: to.end };
  }

  identifier(token: Token): Identifier {
    return {
      kind: 'identifier',
      name: (token.value as string | undefined) ?? token.image,
      span: this.between(token, token),
    };
  }

  docAbove(token: Token): { readonly doc?: string } {
    const doc = token.first ? this.reading.docs.get(token.start.line) : undefined;
    return doc === undefined ? {} : { doc };
  }

  // ---- Mistakes ---------------------------------------------------------------------------------------------------------------

  /** Reports a mistake, unless its place has been reported already. */
  mistake<C extends Code>(
    code: C,
    parts: Parts<C>,
    at: Placed & { readonly synthetic?: boolean },
    place: Omit<DiagnosticPlace, 'span'> = {},
  ): void {
    if (this.RECORDING_PHASE || at.synthetic || this.reading.faultyLines.has(at.start.line)) return;
    this.reading.faultyLines.add(at.start.line);
    this.reading.diagnostics.push(report(code, parts as never, { span: this.between(at, at), ...place }));
  }

  /** The place of something missing: directly behind the last token where the next one stands on another line. */
  gap(): Placed & { readonly synthetic?: boolean } {
    const found = this.peek();
    const last = this.LA(0) as Token;
    // What was cut is told of; a bracket that was put in stands where it was put in.
    if ([found, last].some((token) => token.synthetic && token.tokenType === kinds.none))
      return { ...found, synthetic: true };
    const end = this.lastEnd();
    return found.tokenType === EOF || found.synthetic || end.line < found.start.line
      ? { start: end, end }
      : found;
  }

  after(): { readonly after?: string } {
    const last = this.LA(0);
    return last.tokenType === EOF ? {} : { after: describe(last as Token) };
  }

  /** The next token is not what the grammar asks for. */
  unexpected(expected: string | undefined): void {
    const found = this.peek();
    if (this.foreignComment()) return;
    if (found.tokenType === kinds.comma && expected === '")"') {
      this.mistake('several-in-parentheses', {}, found);
    } else {
      this.mistake(
        'unexpected-token',
        { found: describe(found), ...(expected === undefined ? {} : { expected, ...this.after() }) },
        expected === undefined ? found : this.gap(),
      );
    }
  }

  /** A value should stand here. */
  missingValue(): void {
    if (!this.foreignComment())
      this.mistake('missing-value', { found: describe(this.peek()), ...this.after() }, this.gap());
  }

  /** `// words` reads as a floor division; where it leads to a mistake, it was meant as a comment. */
  foreignComment(): boolean {
    const { line } = this.peek().start;
    if (this.reading.faultyLines.has(line)) return false;
    for (let back = 1; back > -longestComment; back--) {
      const token = this.LA(back);
      if (token.tokenType === EOF || (token as Token).start.line !== line) return false;
      if (token.tokenType === kinds.floorDivide) {
        const slashes = token as Token;
        const span = this.between(slashes, slashes);
        const fixes = [{ title: 'Write #', edits: [{ span, text: '#' }] }];
        this.mistake('foreign-comment', { found: '//' }, slashes, { fixes });
        this.skipUntil((next) => next.start.line !== line);
        return true;
      }
    }
    return false;
  }

  /** Skips tokens, whole bracket pairs at once, until one fits, the enclosing pair ends, or the text does. */
  skipUntil(stops: (token: Token) => boolean): void {
    let depth = 0;
    for (; ; this.consumeToken()) {
      const token = this.peek();
      if (token.tokenType === EOF) return;
      if (depth === 0 && stops(token)) return;
      if (openers.has(token.tokenType)) depth++;
      else if (closers.has(token.tokenType)) {
        if (depth === 0) return;
        depth--;
      }
    }
  }

  private isDroppable(token: Token): boolean {
    const kind = token.tokenType;
    const structural = openers.has(kind) || closers.has(kind) || kind === EOF;
    return (
      !structural &&
      !declarations.has(kind) &&
      !bodyKeywords.has(kind) &&
      !settingKeywords.has(kind) &&
      !token.synthetic
    );
  }

  // Chevrotain's own ways to step on and to move, which its types do not show.
  declare consumeToken: () => void;
  declare exportLexerState: () => number;
  declare private importLexerState: (position: number) => void;
}

/** How many brackets deep rules may call rules: a default stack holds three times as many before the code is warm. */
const deepest = 32;

/** How many words a comment behind `//` has at most where it is recognised. */
const longestComment = 100;

const closingKind = (open: TokenKind): TokenKind =>
  open === kinds.parenthesis
    ? kinds.parenthesisEnd
    : open === kinds.bracket
      ? kinds.bracketEnd
      : kinds.braceEnd;
