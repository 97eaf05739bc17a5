import { failure, success, type LargeFile, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';

const END_OF_DIRECTORY = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;
const WIDE_END = 0x06064b50;
const WIDE_END_BYTES = 56;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
// Numbers that do not fit into 32 bits stand in an extra field of this kind.
const WIDE_NUMBERS = 1;
const TOO_WIDE = 0xffff_ffff;

const MOST_MEMBERS = 1000;
const LARGEST_DIRECTORY = 2 ** 24;

/** What the directory of a ZIP archive says of a member. */
export interface Member {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  /** The byte of its own header. */
  readonly at: number;
}

/**
 * Reads the directory at the end of a ZIP archive, with 64-bit sizes or without.
 *
 * @see PKWARE: APPNOTE.TXT, .ZIP File Format Specification, version 6.3.10, 4.3.12 to 4.3.16 and 4.5.3
 */
export const readDirectory = async (
  file: string,
  archive: LargeFile,
): Promise<Outcome<readonly Member[]>> => {
  const wrong = (byte: number, reason: string) => failure(report('npz-archive', { file, byte, reason }));
  const found = await findDirectory(file, archive);
  if (!found.ok) return found;
  const { count, start, end } = found.value;
  if (count > MOST_MEMBERS) return wrong(end, `${count} members`);
  if (start > end || end - start > LARGEST_DIRECTORY) return wrong(start, 'its directory is damaged');
  const read = await archive.read([{ offset: start, length: end - start }]);
  if (!read.ok) return read;
  const [bytes] = read.value as readonly [Uint8Array];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const members: Member[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== ENTRY)
      return wrong(start + at, 'its directory is damaged');
    const name = at + ENTRY_BYTES;
    const extra = name + view.getUint16(at + 28, true);
    const comment = extra + view.getUint16(at + 30, true);
    const next = comment + view.getUint16(at + 32, true);
    if (next > bytes.length) return wrong(start + at, 'its directory is damaged');
    if ((view.getUint16(at + 8, true) & 1) === 1) return wrong(start + at, 'it is encrypted');
    // In this order, and only those that are too wide for their own place.
    const narrow = [at + 24, at + 20, at + 42].map((place) => view.getUint32(place, true));
    const wide = wideNumbers(view, extra, comment);
    const [size, packed, header] = narrow.map((number) => (number === TOO_WIDE ? wide.next().value : number));
    if (size === undefined || packed === undefined || header === undefined)
      return wrong(start + at, 'its directory is damaged');
    members.push({
      name: new TextDecoder().decode(bytes.subarray(name, extra)),
      method: view.getUint16(at + 10, true),
      packed,
      size,
      at: header,
    });
    at = next;
  }
  return success(members);
};

interface Directory {
  readonly count: number;
  readonly start: number;
  /** Where it ends at the latest. */
  readonly end: number;
}

const findDirectory = async (file: string, archive: LargeFile): Promise<Outcome<Directory>> => {
  const wrong = (byte: number, reason: string) => failure(report('npz-archive', { file, byte, reason }));
  // The record is followed by a comment, and what leads to its wide form stands before it.
  const length = Math.min(archive.size, LOCATOR_BYTES + END_BYTES + LONGEST_COMMENT);
  const before = archive.size - length;
  const read = await archive.read([{ offset: before, length }]);
  if (!read.ok) return read;
  const [tail] = read.value as readonly [Uint8Array];
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  let end = tail.length - END_BYTES;
  const first = Math.max(0, end - LONGEST_COMMENT);
  while (end >= first && view.getUint32(end, true) !== END_OF_DIRECTORY) end--;
  if (end < first) return wrong(archive.size, 'it has no directory');
  const locator = end - LOCATOR_BYTES;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR)
    return success({
      count: view.getUint16(end + 10, true),
      start: view.getUint32(end + 16, true),
      end: before + end,
    });
  const place = Number(view.getBigUint64(locator + 8, true));
  if (place + WIDE_END_BYTES > archive.size) return wrong(before + locator, 'its directory is damaged');
  const wide = await archive.read([{ offset: place, length: WIDE_END_BYTES }]);
  if (!wide.ok) return wide;
  const [record] = wide.value as readonly [Uint8Array];
  const numbers = new DataView(record.buffer, record.byteOffset, record.byteLength);
  if (numbers.getUint32(0, true) !== WIDE_END) return wrong(place, 'its directory is damaged');
  return success({
    count: Number(numbers.getBigUint64(32, true)),
    start: Number(numbers.getBigUint64(48, true)),
    end: place,
  });
};

/** The 64-bit numbers of an entry, one after the other. */
function* wideNumbers(view: DataView, start: number, end: number): Generator<number, undefined> {
  for (let at = start; at + 4 <= end;) {
    const next = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === WIDE_NUMBERS)
      for (let place = at + 4; place + 8 <= Math.min(next, end); place += 8)
        yield Number(view.getBigUint64(place, true));
    at = next;
  }
  return undefined;
}
