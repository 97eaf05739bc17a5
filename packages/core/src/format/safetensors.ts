import {
  failure,
  sizeOf,
  success,
  type Dtype,
  type HostArray,
  type HostTensor,
  type Outcome,
} from '@neurite/contract';
import { report } from '../diagnostics.js';
import { bytesOf } from './digest.js';

/** Named tensors, and notes on them. */
export interface TensorFile {
  readonly tensors: ReadonlyMap<string, HostTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

const formats = {
  float32: { name: 'F32', bytes: 4, view: (buffer: ArrayBuffer): HostArray => new Float32Array(buffer) },
  int32: { name: 'I32', bytes: 4, view: (buffer: ArrayBuffer): HostArray => new Int32Array(buffer) },
  bool: { name: 'BOOL', bytes: 1, view: (buffer: ArrayBuffer): HostArray => new Uint8Array(buffer) },
} as const satisfies Readonly<Record<Dtype, unknown>>;

const dtypes: Readonly<Record<string, Dtype>> = { F32: 'float32', I32: 'int32', BOOL: 'bool' };

// The header holds names, shapes and the notes of a checkpoint; far less than this, whoever wrote it.
const LONGEST_HEADER = 1 << 26;

/**
 * Writes a safetensors file: the length of a JSON header in 8 bytes, the header, then the tensors without gaps.
 * Tensors are in the order of the map; the header is padded so that they are aligned to 8 bytes.
 */
export const writeSafetensors = ({ tensors, metadata }: TensorFile): Uint8Array<ArrayBuffer> => {
  let offset = 0;
  const entries: [string, unknown][] = [['__metadata__', metadata]];
  for (const [name, { dtype, shape }] of tensors) {
    const end = offset + sizeOf(shape) * formats[dtype].bytes;
    entries.push([name, { dtype: formats[dtype].name, shape, data_offsets: [offset, end] }]);
    offset = end;
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const header = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(0x20);
  header.set(text);
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(header.length), true);
  return bytesOf([length, header, ...[...tensors.values()].map(float32Data)]);
};

/** Tensors that were computed in float64 are kept in float32, as the format's name says. */
const float32Data = ({ dtype, data }: HostTensor): HostArray =>
  dtype === 'float32' && data instanceof Float64Array ? Float32Array.from(data) : data;

/**
 * Reads a safetensors file of float32, int32 and bool tensors.
 * Every byte of the data must belong to exactly one tensor, as the format demands; anything else is refused.
 */
export const readSafetensors = (bytes: Uint8Array, file = 'the file'): Outcome<TensorFile> => {
  const wrong = (byte: number, reason: string) =>
    failure(report('safetensors-header', { file, byte, reason }));
  if (bytes.length < 8) return wrong(bytes.length, 'it ends before its header does');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > LONGEST_HEADER) return wrong(0, `a header of ${length} bytes`);
  if (8 + length > bytes.length) return wrong(bytes.length, 'it ends before its header does');
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length)));
  } catch (error) {
    return wrong(8, `its header is no JSON: ${(error as Error).message}`);
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    return wrong(8, 'its header is no object');
  const entries = new Map(Object.entries(header));
  const metadata: unknown = entries.get('__metadata__') ?? {};
  if (!isTexts(metadata)) return wrong(8, 'its metadata is not made of texts');
  entries.delete('__metadata__');
  return readTensors(bytes.subarray(8 + length), entries, metadata, file);
};

const isTexts = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((text) => typeof text === 'string');

interface Entry {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

const readTensors = (
  data: Uint8Array,
  header: ReadonlyMap<string, unknown>,
  metadata: Readonly<Record<string, string>>,
  file: string,
): Outcome<TensorFile> => {
  const wrong = (tensor: string, reason: string) =>
    failure(report('safetensors-tensor', { file, tensor, reason }));
  const entries: Entry[] = [];
  for (const [name, value] of header) {
    const entry = entryOf(name, value);
    if (typeof entry === 'string') return wrong(name, entry);
    entries.push(entry);
  }
  // An empty tensor may share its place with the next one, so the end decides between equal beginnings.
  const byPlace = [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end);
  let covered = 0;
  for (const { name, begin, end } of byPlace) {
    if (begin !== covered)
      return wrong(name, begin < covered ? 'overlaps with another' : 'leaves a gap before it');
    if (end > data.length) return wrong(name, `ends at byte ${end} of ${data.length}`);
    covered = end;
  }
  if (covered !== data.length)
    return failure(
      report('safetensors-header', {
        file,
        byte: 8,
        reason: `${data.length - covered} bytes belong to no tensor`,
      }),
    );
  const tensors = entries.map(({ name, dtype, shape, begin, end }): [string, HostTensor] => [
    name,
    // A copy of its own: `slice` of Node's Buffer would be a view of the whole file.
    { dtype, shape, data: formats[dtype].view(Uint8Array.from(data.subarray(begin, end)).buffer) },
  ]);
  return success({ tensors: new Map(tensors), metadata });
};

const isExtent = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const entryOf = (name: string, value: unknown): Entry | string => {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Record<string, unknown>;
  if (typeof dtype !== 'string' || !Object.hasOwn(dtypes, dtype))
    return `has the type ${JSON.stringify(dtype)}, not F32, I32 or BOOL`;
  if (!Array.isArray(shape) || !shape.every(isExtent)) return 'has no shape';
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isExtent)) return 'has no place';
  const [begin, end] = offsets as [number, number];
  const size = sizeOf(shape) * formats[dtypes[dtype]!].bytes;
  if (end - begin !== size) return `has ${end - begin} bytes, but its shape needs ${size}`;
  return { name, dtype: dtypes[dtype]!, shape, begin, end };
};
