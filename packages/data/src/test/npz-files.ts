import { deflateRawSync } from 'node:zlib';

/** An NPY file by hand: version 1, and the bytes of some numbers. */
export const npyBytes = (type: string, shape: readonly number[], data: ArrayBufferView): Uint8Array => {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const text = `${header.padEnd(117)}\n`;
  const numbers = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const bytes = new Uint8Array(10 + text.length + numbers.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length, 0]);
  bytes.set(new TextEncoder().encode(text), 10);
  bytes.set(numbers, 10 + text.length);
  return bytes;
};

export interface ZipMember {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly packed?: boolean;
  /** The size that the directory says; default the truth. */
  readonly claim?: number;
  /** So many zero bytes behind, which are not written. */
  readonly hole?: number;
}

/** Bytes of an archive, and how they lie in it: each piece is followed by a hole. */
export type ZipBytes = Uint8Array & {
  readonly pieces: readonly { readonly length: number; readonly hole: number }[];
};

/** A ZIP archive by hand; numbers of 64 bits stand in extra fields, where they are needed. Checksums are left out. */
export const zipBytes = (members: readonly ZipMember[]): ZipBytes => {
  const encoder = new TextEncoder();
  const chunks: Uint8Array[] = [];
  const pieces: { length: number; hole: number }[] = [];
  const entries: Uint8Array[] = [];
  let at = 0;
  for (const { name, bytes, packed = false, claim, hole = 0 } of members) {
    const letters = encoder.encode(name);
    const content = packed ? deflateRawSync(bytes) : bytes;
    const local = record(30, [
      [0, 0x04034b50],
      [26, letters.length, 2],
    ]);
    chunks.push(local, letters, content);
    pieces.push({ length: local.length + letters.length + content.length, hole });
    const numbers = [claim ?? bytes.length + hole, content.length + hole, at];
    const wide = numbers.filter((number) => number >= 0xffff_ffff);
    const narrow = numbers.map((number) => Math.min(number, 0xffff_ffff)) as [number, number, number];
    const extra = record(wide.length === 0 ? 0 : 4 + 8 * wide.length, [
      ...(wide.length === 0
        ? []
        : ([
            [0, 1, 2],
            [2, 8 * wide.length, 2],
          ] as const)),
      ...wide.map((number, index) => [4 + 8 * index, number, 8] as const),
    ]);
    const entry = record(46, [
      [0, 0x02014b50],
      [10, packed ? 8 : 0, 2],
      [20, narrow[1]],
      [24, narrow[0]],
      [28, letters.length, 2],
      [30, extra.length, 2],
      [42, narrow[2]],
    ]);
    entries.push(entry, letters, extra);
    at += local.length + letters.length + content.length + hole;
  }
  const size = entries.reduce((sum, { length }) => sum + length, 0);
  const isWide = at + size >= 0xffff_ffff;
  const end = record(22, [
    [0, 0x06054b50],
    [10, members.length, 2],
    [12, size],
    [16, Math.min(at, 0xffff_ffff)],
  ]);
  const wideEnd = record(isWide ? 76 : 0, [
    ...(isWide
      ? ([
          [0, 0x06064b50],
          [32, members.length, 8],
          [40, size, 8],
          [48, at, 8],
        ] as const)
      : []),
    ...(isWide
      ? ([
          [56, 0x07064b50],
          [64, at + size, 8],
          [72, 1],
        ] as const)
      : []),
  ]);
  const rest = [...entries, wideEnd, end];
  chunks.push(...rest);
  pieces.push({ length: rest.reduce((sum, { length }) => sum + length, 0), hole: 0 });
  return Object.assign(Uint8Array.from(Buffer.concat(chunks)), { pieces });
};

/** Zero bytes with numbers of 2, 4 or 8 bytes in them. */
const record = (
  length: number,
  numbers: readonly (readonly [at: number, value: number, bytes?: 2 | 4 | 8])[],
): Uint8Array => {
  const view = new DataView(new ArrayBuffer(length));
  for (const [at, value, bytes = 4] of numbers)
    if (bytes === 2) view.setUint16(at, value, true);
    else if (bytes === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
  return new Uint8Array(view.buffer);
};
