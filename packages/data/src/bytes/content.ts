import { success, type LargeFile, type Outcome, type SourceContext } from '@neurite/contract';
import { IN_MEMORY, inflatePieces, isGzip, type Limit, type Packing } from './gunzip.js';
import { eachStored, joined, memoryFile, type Look } from './pieces.js';

/** Bytes that are read from beginning to end, as often as one likes: a file, or a member of an archive. */
export interface Content {
  /** As messages name it. */
  readonly file: string;
  /** The bytes as they lie on the disk. */
  readonly stored: LargeFile;
  /** Absent where they are what they mean. */
  readonly packing?: Packing;
  /** How many bytes there are once they are unpacked, where that is known before. */
  readonly size?: number;
  /** How many bytes may come out of it, if it says so itself. */
  readonly limit?: Limit;
}

/** Where files come from. */
export type Files = Pick<SourceContext, 'readFile' | 'streaming'>;

/** A file that is read in pieces where the world can, and held where it cannot. */
export const openStored = async (
  file: string,
  { readFile, streaming }: Files,
): Promise<Outcome<LargeFile>> => {
  if (streaming !== undefined) return streaming.open(file);
  const bytes = await readFile(file);
  return bytes.ok ? success(memoryFile(bytes.value)) : bytes;
};

/** The content of a file, gzip or not. */
export const contentOf = async (file: string, stored: LargeFile): Promise<Outcome<Content>> => {
  const head = await stored.read([{ offset: 0, length: Math.min(2, stored.size) }]);
  if (!head.ok) return head;
  return success(
    isGzip(head.value[0]!) ? { file, stored, packing: 'gzip' } : { file, stored, size: stored.size },
  );
};

export const openContent = async (file: string, files: Files): Promise<Outcome<Content>> => {
  const stored = await openStored(file, files);
  return stored.ok ? contentOf(file, stored.value) : stored;
};

/** Visits the unpacked bytes; unpacking stops at the limit. */
export const eachPiece = (
  { file, stored, packing, limit: own }: Content,
  look: Look,
  limit: Limit,
): Promise<Outcome<undefined>> =>
  packing === undefined
    ? eachStored(stored, look)
    : inflatePieces({ file, stored, packing }, look, own ?? limit);

/** All of the bytes, unpacked, in memory. */
export const wholeOf = async (content: Content, limit: Limit): Promise<Outcome<Uint8Array>> => {
  if (content.packing === undefined) return readFirst(content, content.stored.size);
  const pieces: Uint8Array[] = [];
  const seen = await eachPiece(
    content,
    (piece) => {
      pieces.push(piece);
      return 'more';
    },
    limit,
  );
  return seen.ok ? success(joined(pieces)) : seen;
};

/** The first bytes, unpacked: so many of them, or all. */
export const headOf = async (content: Content, length: number): Promise<Outcome<Uint8Array>> => {
  if (content.packing === undefined) return readFirst(content, Math.min(length, content.stored.size));
  const pieces: Uint8Array[] = [];
  let found = 0;
  const seen = await eachPiece(
    content,
    (piece) => {
      pieces.push(piece);
      found += piece.length;
      return found < length ? 'more' : 'enough';
    },
    // It stops before.
    IN_MEMORY,
  );
  return seen.ok ? success(joined(pieces).subarray(0, length)) : seen;
};

const readFirst = async ({ stored }: Content, length: number): Promise<Outcome<Uint8Array>> => {
  const read = await stored.read([{ offset: 0, length }]);
  return read.ok ? success(read.value[0]!) : read;
};
