import { read as readCallback } from 'node:fs';
import { promisify } from 'node:util';
import type { ByteRange } from '@neurite/contract';

const read = promisify(readCallback);

// A batch of a shuffled set has a range for each example: more at once would only wait, and each that waits takes memory.
const AT_ONCE = 16;

/** The bytes of each range of a file that is open; undefined where it ends before. */
export const readRanges = async (
  descriptor: number,
  ranges: readonly ByteRange[],
): Promise<readonly Uint8Array[] | undefined> => {
  const pieces = new Array<Uint8Array>(ranges.length);
  let next = 0;
  let isWhole = true;
  const work = async (): Promise<void> => {
    while (isWhole && next < ranges.length) {
      const index = next++;
      const piece = await readRange(descriptor, ranges[index]!);
      if (piece === undefined) isWhole = false;
      else pieces[index] = piece;
    }
  };
  // All of them have to end before the file may be closed, also where one fails.
  const ends = await Promise.allSettled(Array.from({ length: Math.min(AT_ONCE, ranges.length) }, work));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return isWhole ? pieces : undefined;
};

const readRange = async (
  descriptor: number,
  { offset, length }: ByteRange,
): Promise<Uint8Array | undefined> => {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await read(descriptor, bytes, done, length - done, offset + done);
    if (bytesRead === 0) return undefined;
    done += bytesRead;
  }
  return bytes;
};
