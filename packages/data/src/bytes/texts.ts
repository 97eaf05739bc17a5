import { success, type ByteRange, type Outcome, type ScratchFile, type TextReader } from '@neurite/contract';
import { runsOf } from './array-column.js';
import { joined } from './pieces.js';

/** Texts in a scratch file: one behind the other, and elsewhere for each row where its text begins and how long it is. */
export interface Texts {
  /** The byte behind the last text. */
  readonly end: number;
  /** Writes the texts of a column; gives their positions, as the column keeps them. */
  add(column: string, texts: readonly string[]): Promise<Outcome<Uint8Array>>;
  /** Reads texts of a column whose positions have been written from `start` on. */
  reader(column: string, start: number, count: number): TextReader;
}

/** Two numbers in 64 bits: the first byte, and how many there are. */
export const POSITION_BYTES = 16;

// Names of classes come again and again, and are written once; of a column whose texts all differ that would keep every one.
const MOST_KNOWN = 4096;
const LONGEST_KNOWN = 256;
// In memory: what refers to a text, and what a text has besides its letters, of two bytes each at most.
const [REFERENCE, OVERHEAD, LETTER] = [8, 24, 2];

type Position = readonly [start: number, length: number];

export const createTexts = (scratch: ScratchFile, begin: number): Texts => {
  const encoder = new TextEncoder();
  const known = new Map<string, Position>();
  const bytesOf = new Map<string, number>();
  let end = begin;
  return {
    get end() {
      return end;
    },
    add: async (column, texts) => {
      const positions = new Float64Array(2 * texts.length);
      const pieces: Uint8Array[] = [];
      const start = end;
      let bytes = bytesOf.get(column) ?? 0;
      for (const [row, text] of texts.entries()) {
        let position = known.get(text);
        if (position === undefined) {
          const encoded = encoder.encode(text);
          position = [end, encoded.length];
          pieces.push(encoded);
          end += encoded.length;
          bytes += OVERHEAD + LETTER * encoded.length;
          if (known.size < MOST_KNOWN && text.length <= LONGEST_KNOWN) known.set(text, position);
        }
        positions.set(position, 2 * row);
      }
      bytesOf.set(column, bytes);
      const written = await scratch.write(joined(pieces), start);
      return written.ok ? success(new Uint8Array(positions.buffer)) : written;
    },
    reader: (column, start, count) => ({
      bytes: REFERENCE * count + (bytesOf.get(column) ?? 0),
      read: (rows) => readTexts(scratch, start, rows),
    }),
  };
};

const readTexts = async (
  scratch: ScratchFile,
  start: number,
  rows: Int32Array,
): Promise<Outcome<readonly string[]>> => {
  const places = runsOf(rows).map(({ first, count }): ByteRange => ({
    offset: start + first * POSITION_BYTES,
    length: count * POSITION_BYTES,
  }));
  const found = await scratch.read(places);
  if (!found.ok) return found;
  const positions = new Float64Array(joined(found.value).slice().buffer);
  const lengths = new Map<number, number>();
  for (let at = 0; at < positions.length; at += 2)
    // Empty texts lie nowhere, and would hide those that begin where they do.
    if (positions[at + 1]! > 0) lengths.set(positions[at]!, positions[at + 1]!);
  const ranges = rangesOf([...lengths].sort(([a], [b]) => a - b));
  const read = await scratch.read(ranges);
  if (!read.ok) return read;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const texts = new Map<number, string>();
  for (const [index, { offset, length }] of ranges.entries())
    for (let at = offset; at < offset + length;) {
      const size = lengths.get(at)!;
      texts.set(at, decoder.decode(read.value[index]!.subarray(at - offset, at - offset + size)));
      at += size;
    }
  return success(
    Array.from(rows, (_, place) => (positions[2 * place + 1] === 0 ? '' : texts.get(positions[2 * place]!)!)),
  );
};

/** Texts that follow each other are read as one piece. */
const rangesOf = (positions: readonly Position[]): readonly ByteRange[] => {
  const ranges: { readonly offset: number; length: number }[] = [];
  for (const [offset, length] of positions) {
    const last = ranges.at(-1);
    if (last !== undefined && last.offset + last.length === offset) last.length += length;
    else ranges.push({ offset, length });
  }
  return ranges;
};
