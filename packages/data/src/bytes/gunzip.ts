import {
  failure,
  success,
  type Diagnostic,
  type LargeFile,
  type Outcome,
  type Streaming,
} from '@neurite/contract';
import { report } from '../diagnostics.js';
import { joined, memoryFile, PIECE, type Look } from './pieces.js';

/** No data file may take more in memory: larger sets need a source that streams. */
export const LARGEST = 2 ** 30;

/** How bytes are packed: `gzip`, `deflate` (with zlib's header, as in PNG), or `deflate-raw` for members of an archive. */
export type Packing = 'gzip' | 'deflate' | 'deflate-raw';

/** The most bytes that may come out of a file, and what is said where they are more: a small file can promise terabytes. */
export interface Limit {
  readonly bytes: number;
  problem(file: string, bytes: number): Diagnostic;
}

const memoryLimit = (limit: number): Limit => ({
  bytes: limit,
  problem: (file, bytes) => report('data-too-large', { file, bytes, limit }),
});

/** Of what is held. */
export const IN_MEMORY = /* @__PURE__ */ memoryLimit(LARGEST);

/** Of what is unpacked to be read by rows, where that is possible. */
export const limitOf = (streaming: Pick<Streaming, 'most'> | undefined): Limit => {
  if (streaming === undefined) return IN_MEMORY;
  const { most: limit } = streaming;
  return { bytes: limit, problem: (file, bytes) => report('unpacked-too-large', { file, bytes, limit }) };
};

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Visits what comes out of a packed file, piece after piece; of both sides, memory holds a piece or two. */
export const inflatePieces = async (
  { file, stored, packing }: { readonly file: string; readonly stored: LargeFile; readonly packing: Packing },
  look: Look,
  limit: Limit,
): Promise<Outcome<undefined>> => {
  let unread: Outcome<never> | undefined;
  let offset = 0;
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async (controller) => {
        const length = Math.min(PIECE, stored.size - offset);
        if (length === 0) return controller.close();
        const read = await stored.read([{ offset, length }]);
        if (!read.ok) {
          unread = read;
          return controller.error(new Error('It cannot be read.'));
        }
        offset += length;
        controller.enqueue(read.value[0] as Uint8Array<ArrayBuffer>);
      },
    },
    { highWaterMark: 0 },
  );
  const reader = source.pipeThrough(new DecompressionStream(packing)).getReader();
  let chunks: Uint8Array[] = [];
  let [gathered, total] = [0, 0];
  for (;;) {
    let chunk: Awaited<ReturnType<typeof reader.read>>;
    try {
      chunk = await reader.read();
    } catch (error) {
      return unread ?? failure(report('gzip-corrupt', { file, reason: reasonOf(error) }));
    }
    if (!chunk.done) {
      chunks.push(chunk.value);
      gathered += chunk.value.byteLength;
      total += chunk.value.byteLength;
      if (total > limit.bytes) {
        await reader.cancel();
        return failure(limit.problem(file, total));
      }
      if (gathered < PIECE) continue;
    }
    if (gathered > 0) {
      const verdict = await look(joined(chunks));
      if (verdict !== 'more') {
        await reader.cancel();
        return verdict === 'enough' ? success(undefined) : verdict;
      }
    }
    if (chunk.done) return success(undefined);
    [chunks, gathered] = [[], 0];
  }
};

/** Inflates at most `limit` bytes, all of which are held. */
export const inflate = async (
  bytes: Uint8Array,
  {
    file,
    limit,
    format = 'gzip',
  }: { readonly file: string; readonly limit: number; readonly format?: Packing },
): Promise<Outcome<Uint8Array>> => {
  const pieces: Uint8Array[] = [];
  const inflated = await inflatePieces(
    { file, stored: memoryFile(bytes), packing: format },
    (piece) => {
      pieces.push(piece);
      return 'more';
    },
    memoryLimit(limit),
  );
  return inflated.ok ? success(joined(pieces)) : inflated;
};

const reasonOf = (error: unknown): string => {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  return (cause?.message ?? message ?? 'unreadable').replace(/\.$/, '');
};
