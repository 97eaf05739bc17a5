import { failure, success, type HostTensor, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { LONGEST_HEAD, readArray, type ArrayFormat } from './layout.js';
import { numberFormats, type NumberFormatName } from './numbers.js';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
// NumPy writes headers of 118 bytes; its own reader refuses more than this, too.
const LONGEST_HEADER = LONGEST_HEAD - 12;

// The header is a Python literal. It is matched, never evaluated: only this one form is data.
const HEADER =
  /^\{\s*'descr':\s*'([<>|=])([a-z])(\d+)'\s*,\s*'fortran_order':\s*(True|False)\s*,\s*'shape':\s*\(([\d,\sL]*)\)\s*,?\s*\}\s*$/;

/** Where the numbers of an NPY file lie, by its first bytes. */
const npyLayout: ArrayFormat['layout'] = (content, file) => {
  const wrong = (byte: number, reason: string) => failure(report('npy-header', { file, byte, reason }));
  if (content.length < 10) return wrong(content.length, 'it ends before its header does');
  if (MAGIC.some((byte, index) => content[index] !== byte))
    return wrong(0, 'it does not begin with \\x93NUMPY');
  const version = content[6]!;
  if (version < 1 || version > 3) return wrong(6, `version ${version} is unknown`);
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const start = version === 1 ? 10 : 12;
  if (content.length < start) return wrong(content.length, 'it ends before its header does');
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST_HEADER) return wrong(8, `a header of ${length} bytes`);
  const offset = start + length;
  if (content.length < offset) return wrong(content.length, 'it ends before its header does');
  const match = HEADER.exec(new TextDecoder('latin1').decode(content.subarray(start, offset)));
  if (match === null) return wrong(start, 'the header does not describe a plain array');
  const [, order, letter, width, fortran, extents] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const name = `${letter}${width}`;
  if (!Object.hasOwn(numberFormats, name)) return wrong(start, `the type ${order}${name} cannot be read`);
  if (fortran === 'True') return wrong(start, 'it is in Fortran order; save it with numpy.ascontiguousarray');
  const format = name as NumberFormatName;
  const shape = extents
    .split(',')
    .map((extent) => extent.replace('L', '').trim())
    .filter((extent) => extent !== '')
    .map(Number);
  const count = shape.reduce((size, extent) => size * extent, 1);
  return success({ offset, shape, count, format, littleEndian: order !== '>' });
};

export const npyFormat: ArrayFormat = { layout: npyLayout, size: 'npy-size' };

/**
 * Reads a NumPy `.npy` file (versions 1 to 3; booleans, whole numbers and floats, C order).
 *
 * Floats become float32, whole numbers int32 (bytes float32, as images are), and 64-bit numbers that do not fit are refused.
 *
 * @example
 * const tensor = await readNpy(bytes, 'features.npy');
 */
export const readNpy = (bytes: Uint8Array, file = 'the data'): Promise<Outcome<HostTensor>> =>
  readArray(bytes, file, npyFormat);
