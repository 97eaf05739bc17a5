import type { Diagnostic } from '@neurite/contract';
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { report } from '../diagnostics.js';
import { joined } from './pieces.js';

/** How the text of a CSV file is cut into records. */
export interface RecordOptions {
  /** Whether the first line names the columns; otherwise they are `column_1`, `column_2`, … Default true. */
  readonly header?: boolean;
  /** One character; default a comma. */
  readonly delimiter?: string;
}

/** What is done with records. */
export interface RecordVisitor {
  header?(cells: readonly string[]): void;
  record(cells: readonly string[]): void;
}

/** Cuts text into records while it comes. Each call gives what is wrong with it so far, if anything is; then there is no next. */
export interface RecordReader {
  add(piece: Uint8Array): Diagnostic | undefined;
  end(): Diagnostic | undefined;
}

// A quote that never closes would otherwise make the rest of the file one record.
const LONGEST_RECORD = 1 << 20;
// Blanks around cells and what separates them are not counted above, but they are held as well.
const LONGEST_RAW_RECORD = 4 * LONGEST_RECORD;

const [QUOTE, RETURN, FEED] = [0x22, 0x0d, 0x0a];

/**
 * Cells are parsed by csv-parse, which wants whole texts; this finds places to cut a text at. Between two records the number of quotes
 * before is even, and within quotes it is odd: escaped quotes are two. Where it is not so the parser finds fault with an earlier byte,
 * and is given that first.
 */
export const createRecordReader = (
  { header = true, delimiter = ',' }: RecordOptions,
  file: string,
  visitor: RecordVisitor,
): RecordReader => {
  let pending: Uint8Array = new Uint8Array();
  // How far `pending` has been looked through, and whether that place is within quotes.
  let [scanned, isQuoted] = [0, false];
  // How many lines, as the parser counts them, end before that place, before the last cut, and before `pending`.
  let [lines, linesAtCut, linesBefore] = [0, 0, 0];
  // What ends a record, as the first one shows.
  let ending: '\r\n' | '\r' | '\n' | undefined;
  let [isFirst, isBegun, isMarked] = [header, false, true];
  let expected: number | undefined;

  /** Looks through new bytes; gives the place behind the last whole record, or 0. */
  const scan = (bytes: Uint8Array): number => {
    let cut = 0;
    for (; scanned < bytes.length; scanned++) {
      const byte = bytes[scanned];
      if (byte === QUOTE) isQuoted = !isQuoted;
      if (byte !== RETURN && byte !== FEED) continue;
      // Whether a line feed follows decides: it is waited for.
      if (!isQuoted && byte === RETURN && ending !== '\r' && scanned + 1 === bytes.length) break;
      lines++;
      if (isQuoted) continue;
      const isPair = byte === RETURN && bytes[scanned + 1] === FEED;
      ending ??= isPair ? '\r\n' : byte === RETURN ? '\r' : '\n';
      if (ending === '\r\n' ? !isPair : byte !== ending.charCodeAt(0)) continue;
      scanned += ending.length - 1;
      [cut, linesAtCut] = [scanned + 1, lines];
    }
    return cut;
  };

  const parseText = (
    text: Uint8Array,
    { header: onHeader, record }: RecordVisitor,
  ): Diagnostic | undefined => {
    isBegun = true;
    let problem: Diagnostic | undefined;
    try {
      // The types ask for a Buffer; any bytes will do.
      parse(text as never, {
        delimiter,
        skip_empty_lines: true,
        trim: true,
        max_record_size: LONGEST_RECORD,
        // The parser knows no records but those of this text: the number of cells is compared below.
        relax_column_count: true,
        ...(ending === undefined ? {} : { record_delimiter: ending }),
        // Records that are not given back are not kept.
        on_record: (cells: string[], info) => {
          if (problem !== undefined) return undefined;
          expected ??= cells.length;
          if (cells.length !== expected) {
            const line = linesBefore + info.lines;
            problem = report('csv-ragged', { file, line, expected, found: cells.length });
          } else if (isFirst) onHeader?.(cells);
          else record(cells);
          isFirst = false;
          return undefined;
        },
      });
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      problem ??= syntaxDiagnostic(error, linesBefore, file);
    }
    return problem;
  };

  return {
    add: (piece) => {
      pending = joined([pending, piece]);
      if (isMarked) {
        if (pending.length < MARK.length) return undefined;
        pending = withoutMark(pending);
        isMarked = false;
      }
      const cut = scan(pending);
      if (cut === 0) {
        if (pending.length <= LONGEST_RAW_RECORD) return undefined;
        const found = parseText(pending, { record: () => undefined });
        // Of a record without its end it is not known how many cells it has.
        return found?.code === 'csv-syntax'
          ? found
          : report('csv-syntax', { file, line: linesBefore + 1, reason: TOO_LONG });
      }
      const problem = parseText(pending.subarray(0, cut), visitor);
      pending = pending.slice(cut);
      scanned -= cut;
      linesBefore = linesAtCut;
      return problem;
    },
    end: () => {
      if (isMarked) pending = withoutMark(pending);
      return pending.length > 0 || !isBegun ? parseText(pending, visitor) : undefined;
    },
  };
};

// What some programs put before UTF-8.
const MARK = [0xef, 0xbb, 0xbf];

const withoutMark = (bytes: Uint8Array): Uint8Array =>
  MARK.every((byte, index) => bytes[index] === byte) ? bytes.subarray(MARK.length) : bytes;

const TOO_LONG = `a record is longer than ${LONGEST_RECORD} characters; perhaps a quote is not closed`;

const reasons: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is not closed',
  CSV_MAX_RECORD_SIZE: TOO_LONG,
  CSV_INVALID_CLOSING_QUOTE: 'something follows a closing quote',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'something follows a closing quote',
  INVALID_OPENING_QUOTE: 'a quote stands inside of an unquoted cell',
};

const syntaxDiagnostic = (error: CsvError, linesBefore: number, file: string): Diagnostic => {
  const { code, message } = error;
  const line = linesBefore + Number(error['lines'] ?? 1);
  return report('csv-syntax', { file, line, reason: reasons[code] ?? message.replace(/\.$/, '') });
};
