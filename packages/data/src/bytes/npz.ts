import { failure, success, type HostTensor, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { inflate, LARGEST } from './gunzip.js';
import { readNpy } from './npy.js';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const MOST_MEMBERS = 1000;

interface Member {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/**
 * Reads a NumPy `.npz` archive (as `numpy.savez` and `savez_compressed` write it): array name → tensor.
 *
 * Archives beyond 4 GB and encrypted ones are refused. Each member must have exactly the size that the directory gives.
 */
export const readNpz = async (
  bytes: Uint8Array,
  file = 'the data',
): Promise<Outcome<Readonly<Record<string, HostTensor>>>> => {
  const members = directoryOf(bytes, file);
  if (!members.ok) return members;
  const total = members.value.reduce((sum, member) => sum + member.size, 0);
  if (total > LARGEST) return failure(report('data-too-large', { file, bytes: total, limit: LARGEST }));
  const arrays: [string, HostTensor][] = [];
  for (const member of members.value) {
    const content = await unpack(bytes, member, file);
    if (!content.ok) return content;
    const array = await readNpy(content.value, `${file}/${member.name}`);
    if (!array.ok) return array;
    arrays.push([member.name.replace(/\.npy$/, ''), array.value]);
  }
  return success(Object.fromEntries(arrays));
};

const directoryOf = (bytes: Uint8Array, file: string): Outcome<readonly Member[]> => {
  const wrong = (byte: number, reason: string) => failure(report('npz-archive', { file, byte, reason }));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The end record is 22 bytes and a comment of at most 65,535.
  let end = bytes.length - 22;
  const first = Math.max(0, end - 65_535);
  while (end >= first && view.getUint32(end, true) !== END_OF_DIRECTORY) end--;
  if (end < first) return wrong(bytes.length, 'it has no directory');
  const count = view.getUint16(end + 10, true);
  if (count > MOST_MEMBERS) return wrong(end + 10, `${count} members`);
  let at = view.getUint32(end + 16, true);
  const members: Member[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY)
      return wrong(at, 'its directory is damaged');
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) return wrong(at, 'its directory is damaged');
    if ((view.getUint16(at + 8, true) & 1) === 1) return wrong(at, 'it is encrypted');
    members.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at = next;
  }
  return success(members);
};

const unpack = async (bytes: Uint8Array, member: Member, file: string): Promise<Outcome<Uint8Array>> => {
  const wrong = (byte: number, reason: string) => failure(report('npz-archive', { file, byte, reason }));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (member.at + 30 > bytes.length || view.getUint32(member.at, true) !== LOCAL_HEADER)
    return wrong(member.at, `"${member.name}" is not where the directory says`);
  const start = member.at + 30 + view.getUint16(member.at + 26, true) + view.getUint16(member.at + 28, true);
  if (start + member.packed > bytes.length) return wrong(start, `"${member.name}" is truncated`);
  const packed = bytes.subarray(start, start + member.packed);
  if (member.method !== STORED && member.method !== DEFLATED)
    return wrong(member.at, `"${member.name}" is packed by method ${member.method}`);
  const content =
    member.method === STORED
      ? success(packed)
      : await inflate(packed, { file: `${file}/${member.name}`, limit: member.size, format: 'deflate-raw' });
  if (content.ok && content.value.length !== member.size)
    return wrong(
      start,
      `"${member.name}" has ${content.value.length} bytes, the directory says ${member.size}`,
    );
  return content;
};
