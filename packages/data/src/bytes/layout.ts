import { failure, success, type HostTensor, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { contentOf, headOf, wholeOf, type Content } from './content.js';
import { IN_MEMORY, LARGEST } from './gunzip.js';
import { numberFormats, readNumbers, type NumberFormatName } from './numbers.js';
import { memoryFile } from './pieces.js';

/** How an array lies in a file. */
export interface ArrayLayout {
  /** The byte of its first number. */
  readonly offset: number;
  readonly shape: readonly number[];
  /** How many numbers there are. */
  readonly count: number;
  readonly format: NumberFormatName;
  readonly littleEndian: boolean;
}

/** A file format that holds one array. */
export interface ArrayFormat {
  /** Reads a header: `head` has the first bytes of a file, `LONGEST_HEAD` of them or all. */
  readonly layout: (head: Uint8Array, file: string) => Outcome<ArrayLayout>;
  /** What is said where there are more or fewer numbers than the header promises. */
  readonly size: 'idx-size' | 'npy-size';
}

/** No header may be longer, with what says how long it is: NumPy's own reader refuses text beyond 10,000 bytes, too. */
export const LONGEST_HEAD = 10_012;

/** An array that its header has told of; nothing else was read. */
export interface FoundArray {
  readonly content: Content;
  readonly layout: ArrayLayout;
  readonly format: ArrayFormat;
}

/** Reads a header. Where the size of the file is known, it is what the header promises. */
export const findArray = async (content: Content, format: ArrayFormat): Promise<Outcome<FoundArray>> => {
  const head = await headOf(content, LONGEST_HEAD);
  if (!head.ok) return head;
  const layout = format.layout(head.value, content.file);
  if (!layout.ok) return layout;
  const found = { content, layout: layout.value, format };
  return content.size === undefined ? success(found) : checkSize(found, content.size);
};

const promised = ({ count, format }: ArrayLayout): number => count * numberFormats[format].bytes;

/** How many bytes the file has, if its header tells the truth. */
export const endOf = (layout: ArrayLayout): number => layout.offset + promised(layout);

/** Whether the file has as many bytes as its header promises. */
export const checkSize = (found: FoundArray, size: number): Outcome<FoundArray> => {
  const { content, layout, format } = found;
  const parts = { promised: promised(layout), found: size - layout.offset, shape: layout.shape };
  return parts.promised === parts.found
    ? success(found)
    : failure(report(format.size, { file: content.file, ...parts }));
};

/** The array in memory. What would take more of it than there should be is refused before anything is read. */
export const holdArray = async (found: FoundArray): Promise<Outcome<HostTensor>> => {
  const { content, layout } = found;
  const { count, shape, format } = layout;
  const { file } = content;
  if (count * 4 > LARGEST)
    return failure(report('data-too-large', { file, bytes: count * 4, limit: LARGEST }));
  const bytes = await wholeOf(content, IN_MEMORY);
  if (!bytes.ok) return bytes;
  const checked = checkSize(found, bytes.value.length);
  if (!checked.ok) return checked;
  const data = readNumbers(bytes.value, { file, ...layout });
  return data.ok ? success({ dtype: numberFormats[format].becomes, shape, data: data.value }) : data;
};

/** The array that bytes hold, gzip or not. */
export const readArray = async (
  bytes: Uint8Array,
  file: string,
  format: ArrayFormat,
): Promise<Outcome<HostTensor>> => {
  const content = await contentOf(file, memoryFile(bytes));
  if (!content.ok) return content;
  const found = await findArray(content.value, format);
  return found.ok ? holdArray(found.value) : found;
};
