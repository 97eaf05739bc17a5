import {
  failure,
  sizeOf,
  success,
  type Column,
  type HostArray,
  type Outcome,
  type Streaming,
  type Table,
} from '@neurite/contract';
import { arrayColumn } from './array-column.js';
import { createRows, type Rows } from './csv-rows.js';
import type { CsvSurvey } from './csv-survey.js';
import { limitOf } from './gunzip.js';
import type { NumberFormatName } from './numbers.js';
import { inScratch } from './scratch.js';
import { createTexts, POSITION_BYTES } from './texts.js';

/** A table that is written while its rows come. */
export interface TableWriter {
  readonly record: (cells: readonly string[]) => void;
  /** Writes the rows that have come; `all` says that there are no more. */
  flush(all?: boolean): Promise<Outcome<undefined>>;
}

// What is gathered before it is written: of a wide table more, so that no column is written number by number, up to a bound.
const [CHUNK_BYTES, BYTES_OF_COLUMN, MOST_BYTES] = [2 ** 20, 2 ** 12, 2 ** 25];

const formatOf = { float32: 'f4', int32: 'i4', bool: 'b1' } as const satisfies Record<
  string,
  NumberFormatName
>;
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Where a column lies in the scratch file: row after row, each of some bytes. */
interface Block {
  readonly column: Column;
  readonly start: number;
  readonly width: number;
}

/**
 * Writes a table into a scratch file, column by column, and gives it with columns that are read by rows. `fill` brings the rows.
 */
export const writeTable = (
  file: string,
  survey: CsvSurvey,
  features: readonly string[] | null | undefined,
  streaming: Streaming,
  fill: (writer: TableWriter) => Promise<Outcome<undefined>>,
): Promise<Outcome<Table>> => {
  const none = createRows(survey, features, 0, file).table();
  if (!none.ok) return Promise.resolve(none);
  const { count } = survey;
  const blocks = new Map<string, Block>();
  let end = 0;
  for (const [name, column] of Object.entries(none.value.columns)) {
    const width = widthOf(column);
    blocks.set(name, { column, start: end, width });
    end += width * count;
  }
  const limit = limitOf(streaming);
  if (end > limit.bytes) return Promise.resolve(failure(limit.problem(file, end)));
  return inScratch(file, streaming, async (scratch) => {
    const bytesPerRow = end / count;
    const bytes = Math.min(MOST_BYTES, Math.max(CHUNK_BYTES, BYTES_OF_COLUMN * blocks.size));
    const length = Math.max(1, Math.floor(bytes / bytesPerRow));
    const texts = createTexts(scratch, end);
    const gather = (): Rows => createRows(survey, features, length, file);
    let chunks = [gather()];
    let [come, written] = [0, 0];
    const write = async (rows: Rows): Promise<Outcome<undefined>> => {
      const table = rows.table();
      if (!table.ok) return table;
      for (const [name, { data }] of Object.entries(table.value.columns)) {
        const { start, width } = blocks.get(name)!;
        const bytes = ArrayBuffer.isView(data)
          ? success(bytesOf(data))
          : await texts.add(name, data as readonly string[]);
        if (!bytes.ok) return bytes;
        const done = await scratch.write(bytes.value, start + written * width);
        if (!done.ok) return done;
      }
      written += table.value.count;
      return texts.end > limit.bytes ? failure(limit.problem(file, texts.end)) : success(undefined);
    };
    const filled = await fill({
      record: (cells) => {
        // A file that changes while it is read shall not write beyond its place.
        if (come++ >= count) return;
        if (chunks.at(-1)!.isFull) chunks.push(gather());
        chunks.at(-1)!.put(cells);
      },
      flush: async (all = false) => {
        for (const rows of all ? chunks : chunks.slice(0, -1)) {
          const done = await write(rows);
          if (!done.ok) return done;
        }
        chunks = all ? [] : chunks.slice(-1);
        return success(undefined);
      },
    });
    if (!filled.ok) return filled;
    const columns = [...blocks].map(([name, { column, start }]): [string, Column] => {
      if (typeof column.type === 'string')
        return [name, { type: 'string', data: [], rows: texts.reader(name, start, count) }];
      const { dtype, shape } = column.type;
      const layout = {
        offset: start,
        shape: [count, ...shape],
        count: count * sizeOf(shape),
        format: formatOf[dtype],
        littleEndian: isLittleEndian,
      };
      return [name, arrayColumn(file, scratch, layout)];
    });
    return success({ count, columns: Object.fromEntries(columns) });
  });
};

const widthOf = ({ type }: Column): number =>
  typeof type === 'string' ? POSITION_BYTES : sizeOf(type.shape) * (type.dtype === 'bool' ? 1 : 4);

const bytesOf = ({ buffer, byteOffset, byteLength }: HostArray): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
