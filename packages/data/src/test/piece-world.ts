import { failure, success, type ByteRange, type SourceContext, type Streaming } from '@neurite/contract';

/** What goes wrong in a world. */
export interface PieceOptions {
  /** The most bytes that come out of a file; default all. */
  readonly most?: number;
  /** How many bytes the disk takes; default all. */
  readonly room?: number;
}

/** What happened to a scratch file. */
export interface WatchedScratch {
  /** What is in it. */
  bytes: Uint8Array;
  /** The most bytes that were given or asked for at once. */
  largest: number;
  isClosed: boolean;
}

/** Files in memory that are read in pieces, and what was read of them. */
export const pieceWorld = (
  files: Readonly<Record<string, Uint8Array>>,
  above: number,
  { most = 2 ** 40, room = Infinity }: PieceOptions = {},
): Pick<SourceContext, 'readFile' | 'listFolder' | 'readPackageFile'> & {
  readonly streaming: Streaming;
  readonly ranges: ByteRange[];
  readonly scratches: WatchedScratch[];
} => {
  const ranges: ByteRange[] = [];
  const scratches: WatchedScratch[] = [];
  const missing = failure({ code: 'file-missing', severity: 'error', message: 'no such file' });
  return {
    ranges,
    scratches,
    readFile: async (path) => (files[path] === undefined ? missing : success(files[path])),
    listFolder: async () => missing,
    readPackageFile: async () => missing,
    streaming: {
      above,
      most,
      open: async (path) => {
        const bytes = files[path];
        if (bytes === undefined) return missing;
        return success({
          size: bytes.length,
          read: async (wanted) => {
            ranges.push(...wanted);
            return success(wanted.map(({ offset, length }) => bytes.slice(offset, offset + length)));
          },
        });
      },
      scratch: async () => {
        const scratch: WatchedScratch = { bytes: new Uint8Array(), largest: 0, isClosed: false };
        scratches.push(scratch);
        let memory = new Uint8Array();
        const look = (length: number) => {
          if (scratch.isClosed) throw new Error('The scratch file was closed.');
          scratch.largest = Math.max(scratch.largest, length);
        };
        return success({
          write: async (bytes, offset) => {
            look(bytes.length);
            const end = offset + bytes.length;
            if (end > room) return failure({ code: 'disk-full', severity: 'error', message: 'no room' });
            if (end > memory.byteLength) {
              const grown = new Uint8Array(2 * end);
              grown.set(memory);
              memory = grown;
            }
            memory.set(bytes, offset);
            scratch.bytes = memory.subarray(0, Math.max(end, scratch.bytes.length));
            return success(undefined);
          },
          read: async (wanted) => {
            for (const { length } of wanted) look(length);
            return success(wanted.map(({ offset, length }) => scratch.bytes.slice(offset, offset + length)));
          },
          close: async () => void (scratch.isClosed = true),
        });
      },
    },
  };
};
