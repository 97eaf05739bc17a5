import { failure, hostArray, success, type Dtype, type HostArray, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';

/** How one number lies in a file, and what it becomes in memory. */
export interface NumberFormat {
  readonly bytes: number;
  readonly becomes: Dtype;
  readonly read: (view: DataView, offset: number, littleEndian: boolean) => number | bigint;
  /** Whether it may lie outside of 32 bits. */
  readonly wide?: true;
}

/** The formats of IDX and NPY files, by NumPy's letter and width. */
export const numberFormats = {
  b1: { bytes: 1, becomes: 'bool', read: (view, offset) => (view.getUint8(offset) === 0 ? 0 : 1) },
  u1: { bytes: 1, becomes: 'float32', read: (view, offset) => view.getUint8(offset) },
  i1: { bytes: 1, becomes: 'int32', read: (view, offset) => view.getInt8(offset) },
  u2: { bytes: 2, becomes: 'int32', read: (view, offset, little) => view.getUint16(offset, little) },
  i2: { bytes: 2, becomes: 'int32', read: (view, offset, little) => view.getInt16(offset, little) },
  u4: {
    bytes: 4,
    becomes: 'int32',
    wide: true,
    read: (view, offset, little) => view.getUint32(offset, little),
  },
  i4: { bytes: 4, becomes: 'int32', read: (view, offset, little) => view.getInt32(offset, little) },
  u8: {
    bytes: 8,
    becomes: 'int32',
    wide: true,
    read: (view, offset, little) => view.getBigUint64(offset, little),
  },
  i8: {
    bytes: 8,
    becomes: 'int32',
    wide: true,
    read: (view, offset, little) => view.getBigInt64(offset, little),
  },
  f4: { bytes: 4, becomes: 'float32', read: (view, offset, little) => view.getFloat32(offset, little) },
  f8: { bytes: 8, becomes: 'float32', read: (view, offset, little) => view.getFloat64(offset, little) },
} as const satisfies Readonly<Record<string, NumberFormat>>;

export type NumberFormatName = keyof typeof numberFormats;

/** Reads `count` numbers; the caller has checked that the bytes are there. */
export const readNumbers = (
  bytes: Uint8Array,
  request: {
    readonly file: string;
    readonly offset: number;
    readonly count: number;
    readonly format: NumberFormatName;
    readonly littleEndian: boolean;
    /** How many numbers of the file lie before these. */
    readonly before?: number;
  },
): Outcome<HostArray> => {
  const format: NumberFormat = numberFormats[request.format];
  const data = hostArray(format.becomes, request.count);
  // The commonest form, images in bytes, at the speed of a copy.
  if (request.format === 'u1') data.set(bytes.subarray(request.offset, request.offset + request.count));
  else {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let index = 0; index < request.count; index++) {
      const value = format.read(view, request.offset + index * format.bytes, request.littleEndian);
      if (format.wide === true && (value > 2_147_483_647 || value < -2_147_483_648))
        return failure(
          report('integer-range', {
            file: request.file,
            row: (request.before ?? 0) + index + 1,
            value: String(value),
          }),
        );
      data[index] = Number(value);
    }
  }
  return success(data);
};
