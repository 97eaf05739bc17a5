import { success, type ByteRange, type LargeFile, type Outcome } from '@neurite/contract';

/** Is given bytes in pieces, one after the other, and says whether it wants more of them. */
export type Look = (piece: Uint8Array) => Verdict | Promise<Verdict>;
export type Verdict = 'more' | 'enough' | Outcome<never>;

/** How many bytes a piece has: enough that what each piece costs does not count. */
export const PIECE = 2 ** 20;

/** Bytes that are held already, as a file that is read in pieces: views, no copies. */
export const memoryFile = (bytes: Uint8Array): LargeFile => ({
  size: bytes.length,
  read: async (ranges) =>
    success(ranges.map(({ offset, length }) => bytes.subarray(offset, offset + length))),
});

/** A part of a file, as a file. */
export const stretchOf = (large: LargeFile, start: number, size: number): LargeFile => ({
  size,
  read: (ranges) =>
    large.read(ranges.map(({ offset, length }): ByteRange => ({ offset: start + offset, length }))),
});

/** Visits the bytes of a file from the first to the last. */
export const eachStored = async (stored: LargeFile, look: Look): Promise<Outcome<undefined>> => {
  for (let offset = 0; offset < stored.size; offset += PIECE) {
    const read = await stored.read([{ offset, length: Math.min(PIECE, stored.size - offset) }]);
    if (!read.ok) return read;
    const verdict = await look(read.value[0]!);
    if (verdict === 'enough') break;
    if (verdict !== 'more') return verdict;
  }
  return success(undefined);
};

/** Pieces that follow each other, as one. */
export const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  if (pieces.length === 1) return pieces[0]!;
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.byteLength;
  }
  return whole;
};
