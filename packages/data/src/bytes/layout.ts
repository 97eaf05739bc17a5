import { failure, success, type HostTensor, type Outcome } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { LARGEST } from './gunzip.js';
import { numberFormats, readNumbers, type NumberFormatName } from './numbers.js';

/** How an array lies in a file. */
export interface ArrayLayout {
  /** The byte of its first number. */
  readonly offset: number;
  readonly shape: readonly number[];
  /** How many numbers there are; the file has been found to hold them. */
  readonly count: number;
  readonly format: NumberFormatName;
  readonly littleEndian: boolean;
}

/** Reads a header: `content` has the first bytes of a file of `size` bytes, `LONGEST_HEAD` of them or all. */
export type ReadLayout = (content: Uint8Array, size: number, file: string) => Outcome<ArrayLayout>;

/** No header may be longer, with what says how long it is: NumPy's own reader refuses text beyond 10,000 bytes, too. */
export const LONGEST_HEAD = 10_012;

/** The array that a file's bytes hold. What would take more memory than there should be is refused before anything is allocated. */
export const readArray = (bytes: Uint8Array, file: string, read: ReadLayout): Outcome<HostTensor> => {
  const layout = read(bytes, bytes.length, file);
  if (!layout.ok) return layout;
  const { shape, count, format } = layout.value;
  if (count * 4 > LARGEST)
    return failure(report('data-too-large', { file, bytes: count * 4, limit: LARGEST }));
  const data = readNumbers(bytes, { file, ...layout.value });
  return data.ok ? success({ dtype: numberFormats[format].becomes, shape, data: data.value }) : data;
};
