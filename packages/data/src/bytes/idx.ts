import { failure, success, type HostTensor, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { maybeInflate } from './gunzip.js';
import { readArray, type ReadLayout } from './layout.js';
import { numberFormats, type NumberFormatName } from './numbers.js';

const formats: Readonly<Record<number, NumberFormatName>> = {
  0x08: 'u1',
  0x09: 'i1',
  0x0b: 'i2',
  0x0c: 'i4',
  0x0d: 'f4',
  0x0e: 'f8',
};

/** Where the numbers of an IDX file lie, by its first bytes and its size. */
export const idxLayout: ReadLayout = (content, size, file) => {
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
  const promised = count * numberFormats[format].bytes;
  const found = size - offset;
  if (promised !== found) return failure(report('idx-size', { file, promised, found, shape }));
  return success({ offset, shape, count, format, littleEndian: false });
};

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
export const readIdx = async (bytes: Uint8Array, file = 'the data'): Promise<Outcome<HostTensor>> => {
  const inflated = await maybeInflate(bytes, file);
  return inflated.ok ? readArray(inflated.value, file, idxLayout) : inflated;
};
