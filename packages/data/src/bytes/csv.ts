import { failure, success, type Outcome, type Streaming, type Table } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { eachPiece, type Content } from './content.js';
import { createRows } from './csv-rows.js';
import { createSurvey, type CsvSurvey } from './csv-survey.js';
import { writeTable } from './csv-table.js';
import { LARGEST, limitOf, type Limit } from './gunzip.js';
import { PIECE } from './pieces.js';
import { createRecordReader, type RecordOptions, type RecordVisitor } from './records.js';

/** How a CSV file is to be read. */
export interface CsvOptions extends RecordOptions {
  /** Numeric columns to put side by side into one column `features`, in this order. */
  readonly features?: readonly string[] | null;
  /** What to do with rows that have empty cells; default `error`. */
  readonly missing?: 'error' | 'drop';
}

// A short text, and where it is kept.
const BYTES_OF_TEXT = 32;

/**
 * Reads a CSV file. The type of a column is inferred from all of its cells: `true`/`false` are bool, whole numbers int32,
 * numbers float32, anything else text.
 *
 * The file is gone through twice, first for the types and then for the cells: besides its bytes, memory holds nothing but the columns.
 *
 * @example
 * const table = readCsv(bytes, { features: ['width', 'height'] }, 'boxes.csv');
 */
export const readCsv = (bytes: Uint8Array, options: CsvOptions = {}, file = 'the data'): Outcome<Table> => {
  const goThrough = (visitor: RecordVisitor): Outcome<undefined> => {
    const reader = createRecordReader(options, file, visitor);
    for (let start = 0; start < bytes.length; start += PIECE) {
      const problem = reader.add(bytes.subarray(start, start + PIECE));
      if (problem !== undefined) return failure(problem);
    }
    const problem = reader.end();
    return problem === undefined ? success(undefined) : failure(problem);
  };
  const surveying = createSurvey(file, options.missing);
  const seen = goThrough(surveying);
  const survey = seen.ok ? surveying.end() : seen;
  if (!survey.ok) return survey;
  const fits = checkMemory(survey.value, options, file);
  if (!fits.ok) return fits;
  const rows = createRows(survey.value, options.features, survey.value.count, file);
  const filled = goThrough(keeping((cells) => rows.put(cells)));
  return filled.ok ? rows.table() : filled;
};

/** The same for a file that is read in pieces. A table that would take too much memory goes into a scratch file. */
export const openCsv = async (
  content: Content,
  options: CsvOptions,
  streaming: Streaming | undefined,
): Promise<Outcome<Table>> => {
  const { file } = content;
  const limit = limitOf(streaming);
  const surveying = createSurvey(file, options.missing);
  const seen = await eachRecord(content, options, limit, surveying);
  const survey = seen.ok ? surveying.end() : seen;
  if (!survey.ok) return survey;
  if (streaming !== undefined && memoryOf(survey.value, options) > streaming.above)
    return writeTable(file, survey.value, options.features, streaming, async ({ record, flush }) => {
      const filled = await eachRecord(content, options, limit, keeping(record), flush);
      return filled.ok ? flush(true) : filled;
    });
  const fits = checkMemory(survey.value, options, file);
  if (!fits.ok) return fits;
  const rows = createRows(survey.value, options.features, survey.value.count, file);
  const filled = await eachRecord(
    content,
    options,
    limit,
    keeping((cells) => rows.put(cells)),
  );
  return filled.ok ? rows.table() : filled;
};

/** Goes through the records of a file; `flush` is called behind each piece. */
const eachRecord = async (
  content: Content,
  options: RecordOptions,
  limit: Limit,
  visitor: RecordVisitor,
  flush?: () => Promise<Outcome<undefined>>,
): Promise<Outcome<undefined>> => {
  const reader = createRecordReader(options, content.file, visitor);
  const seen = await eachPiece(
    content,
    async (piece) => {
      const problem = reader.add(piece);
      if (problem !== undefined) return failure(problem);
      const flushed = await flush?.();
      return flushed?.ok === false ? flushed : 'more';
    },
    limit,
  );
  if (!seen.ok) return seen;
  const problem = reader.end();
  return problem === undefined ? success(undefined) : failure(problem);
};

/** Rows that have empty cells are left out; where that is not wanted, the survey has refused them. */
const keeping = (keep: (cells: readonly string[]) => void): RecordVisitor => ({
  record: (cells) => {
    if (!cells.includes('')) keep(cells);
  },
});

const memoryOf = ({ kinds, count }: CsvSurvey, { features }: CsvOptions): number => {
  const texts = kinds.filter((kind) => kind === 'string').length;
  const numbers = kinds.length - texts + (features?.length ?? 0);
  return count * (4 * numbers + BYTES_OF_TEXT * texts);
};

const checkMemory = (survey: CsvSurvey, options: CsvOptions, file: string): Outcome<undefined> => {
  const bytes = memoryOf(survey, options);
  return bytes > LARGEST
    ? failure(report('data-too-large', { file, bytes, limit: LARGEST }))
    : success(undefined);
};
