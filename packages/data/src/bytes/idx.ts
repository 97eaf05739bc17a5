import { failure, success, type HostTensor, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { readArray, type ArrayFormat } from './layout.js';
import type { NumberFormatName } from './numbers.js';

const formats: Readonly<Record<number, NumberFormatName>> = {
  0x08: 'u1',
  0x09: 'i1',
  0x0b: 'i2',
  0x0c: 'i4',
  0x0d: 'f4',
  0x0e: 'f8',
};

/** Where the numbers of an IDX file lie, by its first bytes. */
const idxLayout: ArrayFormat['layout'] = (content, file) => {
  const wrong = (byte: number, reason: string) => failure(report('idx-header', { file, byte, reason }));
  if (content.length < 4) return wrong(content.length, 'it ends before its header does');
  if (content[0] !== 0 || content[1] !== 0) return wrong(0, 'it does not begin with two zero bytes');
  const format = formats[content[2]!];
  if (format === undefined) return wrong(2, `the type ${content[2]} is unknown`);
  const rank = content[3]!;
  if (rank === 0 || rank > 8) return wrong(3, `${rank} dimensions, but 1 to 8 are possible`);
  const offset = 4 + 4 * rank;
  if (content.length < offset) return wrong(content.length, 'it ends before its header does');
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = shape.reduce((size, extent) => size * extent, 1);
  return success({ offset, shape, count, format, littleEndian: false });
};

export const idxFormat: ArrayFormat = { layout: idxLayout, size: 'idx-size' };

/**
 * Reads an IDX file, the format of MNIST and its kin; gzip is inflated.
 *
 * Bytes become float32 (0 to 255). The result has the file's own shape, `[count, …]`. A header that promises more than
 * there is, or than memory should hold, is refused before anything is allocated.
 *
 * @example
 * const images = await readIdx(bytes, 'train-images-idx3-ubyte.gz');
 * if (images.ok) images.value.shape; // [60000, 28, 28]
 */
export const readIdx = (bytes: Uint8Array, file = 'the data'): Promise<Outcome<HostTensor>> =>
  readArray(bytes, file, idxFormat);
