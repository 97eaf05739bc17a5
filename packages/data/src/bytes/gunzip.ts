import { failure, success, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';

/** No data file may take more in memory: larger sets need a source that streams. */
export const LARGEST = 2 ** 30;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * Inflates at most `limit` bytes: a small file can promise terabytes.
 *
 * @param format `gzip`, `deflate` (with zlib's header, as in PNG), or `deflate-raw` for members of an archive.
 */
export const inflate = async (
  bytes: Uint8Array,
  {
    file,
    limit,
    format = 'gzip',
  }: { readonly file: string; readonly limit: number; readonly format?: 'gzip' | 'deflate' | 'deflate-raw' },
): Promise<Outcome<Uint8Array>> => {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream(format));
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.byteLength;
      if (length > limit) {
        await reader.cancel();
        return failure(report('data-too-large', { file, bytes: length, limit }));
      }
      chunks.push(value);
    }
  } catch (error) {
    return failure(report('gzip-corrupt', { file, reason: reasonOf(error) }));
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return success(whole);
};

const reasonOf = (error: unknown): string => {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  return (cause?.message ?? message ?? 'unreadable').replace(/\.$/, '');
};

/** The bytes themselves, inflated where they are gzip. */
export const maybeInflate = async (bytes: Uint8Array, file: string): Promise<Outcome<Uint8Array>> =>
  isGzip(bytes) ? inflate(bytes, { file, limit: LARGEST }) : success(bytes);
