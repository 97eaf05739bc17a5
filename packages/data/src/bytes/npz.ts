import { failure, success, type HostTensor, type LargeFile, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Content } from './content.js';
import { IN_MEMORY, type Limit } from './gunzip.js';
import { findArray, holdArray, type FoundArray } from './layout.js';
import { npyFormat } from './npy.js';
import { memoryFile, stretchOf } from './pieces.js';
import { readDirectory, type Member } from './zip-directory.js';

const LOCAL_HEADER = 0x04034b50;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

/** An array of an archive, by the name that it has there. */
export interface NamedArray {
  readonly name: string;
  readonly array: FoundArray;
}

/** Finds the arrays of an archive: their headers are read, and nothing else of them. Together they may have as many bytes as the limit says. */
export const findArrays = async (
  file: string,
  archive: LargeFile,
  limit: Limit,
): Promise<Outcome<readonly NamedArray[]>> => {
  const members = await readDirectory(file, archive);
  if (!members.ok) return members;
  const bytes = members.value.reduce((sum, { size }) => sum + size, 0);
  if (bytes > limit.bytes) return failure(limit.problem(file, bytes));
  const arrays: NamedArray[] = [];
  for (const member of members.value) {
    const content = await openMember(file, archive, member);
    if (!content.ok) return content;
    const array = await findArray(content.value, npyFormat);
    if (!array.ok) return array;
    arrays.push({ name: member.name.replace(/\.npy$/, ''), array: array.value });
  }
  return success(arrays);
};

/**
 * Reads a NumPy `.npz` archive (as `numpy.savez` and `savez_compressed` write it): array name → tensor.
 *
 * Encrypted archives are refused. Each member must have exactly the size that the directory gives.
 */
export const readNpz = async (
  bytes: Uint8Array,
  file = 'the data',
): Promise<Outcome<Readonly<Record<string, HostTensor>>>> => {
  const found = await findArrays(file, memoryFile(bytes), IN_MEMORY);
  if (!found.ok) return found;
  const tensors: [string, HostTensor][] = [];
  for (const { name, array } of found.value) {
    const tensor = await holdArray(array);
    if (!tensor.ok) return tensor;
    tensors.push([name, tensor.value]);
  }
  return success(Object.fromEntries(tensors));
};

/** The bytes of a member; before them stands a header that says once more what it is. */
const openMember = async (file: string, archive: LargeFile, member: Member): Promise<Outcome<Content>> => {
  const { name, method, packed, size, at } = member;
  const wrong = (byte: number, reason: string) => failure(report('npz-archive', { file, byte, reason }));
  const misplaced = () => wrong(at, `"${name}" is not where the directory says`);
  if (at + LOCAL_BYTES > archive.size) return misplaced();
  const read = await archive.read([{ offset: at, length: LOCAL_BYTES }]);
  if (!read.ok) return read;
  const [header] = read.value as readonly [Uint8Array];
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (view.getUint32(0, true) !== LOCAL_HEADER) return misplaced();
  const start = at + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + packed > archive.size) return wrong(start, `"${name}" is truncated`);
  if (method !== STORED && method !== DEFLATED) return wrong(at, `"${name}" is packed by method ${method}`);
  if (method === STORED && packed !== size)
    return wrong(start, `"${name}" has ${packed} bytes, the directory says ${size}`);
  const tooLong = () =>
    report('npz-archive', {
      file,
      byte: start,
      reason: `"${name}" has more than the ${size} bytes that the directory says`,
    });
  return success({
    file: `${file}/${name}`,
    stored: stretchOf(archive, start, packed),
    size,
    ...(method === STORED
      ? {}
      : { packing: 'deflate-raw' as const, limit: { bytes: size, problem: tooLong } }),
  });
};
