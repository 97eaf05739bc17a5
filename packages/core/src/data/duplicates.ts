import { sizeOf, type Column, type HostArray } from '@neurite/contract';
import type { PartName } from './dataset.js';
import type { PreviewPart } from './preview.js';

/** How many examples of each part are there more than once, bit by bit and in all fields. */
export interface Duplicates {
  /** Of the training part: examples that are like one before them. */
  readonly train: number;
  /** Of the others: examples that the training part has as well. What is judged on them is remembered, not understood. */
  readonly validation?: number;
  readonly test?: number;
}

interface Row {
  readonly part: PreviewPart;
  readonly row: number;
}

/** Counts exact duplicates within the training part, and of other parts in it. */
export const countDuplicates = (parts: ReadonlyMap<PartName, PreviewPart>): Duplicates => {
  const train = parts.get('train')!;
  const known = new Map<number, Row[]>();
  let within = 0;
  for (const row of train.rows) {
    const hash = hashOf(train, row);
    const alike = known.get(hash) ?? [];
    // The hash says where to look, the examples themselves whether they are the same.
    if (alike.some((other) => isSame(other, { part: train, row }))) within++;
    else known.set(hash, [...alike, { part: train, row }]);
  }
  const shared = (name: 'validation' | 'test') => {
    const part = parts.get(name);
    if (part === undefined) return {};
    let count = 0;
    for (const row of part.rows)
      if (known.get(hashOf(part, row))?.some((other) => isSame(other, { part, row })) === true) count++;
    return { [name]: count };
  };
  return { train: within, ...shared('validation'), ...shared('test') };
};

/** The numbers of a row in a column; of a text, its code points. */
const valuesOf = (column: Column, row: number): HostArray => {
  if (column.type === 'list') return column.data[row]!;
  if (column.type === 'string') return Int32Array.from(column.data[row]!, (letter) => letter.codePointAt(0)!);
  const size = sizeOf(column.type.shape);
  return column.data.subarray(row * size, (row + 1) * size);
};

const bits = new DataView(new ArrayBuffer(8));

/** FNV-1a over the numbers of a row, in 32 bits. */
const hashOf = ({ columns }: PreviewPart, row: number): number => {
  let hash = 0x811c9dc5;
  const add = (value: number): void => void (hash = Math.imul(hash ^ value, 0x01000193));
  for (const column of columns.values()) {
    for (const value of valuesOf(column, row)) {
      if (Number.isInteger(value)) add(value);
      else {
        bits.setFloat64(0, value);
        add(bits.getInt32(0) ^ bits.getInt32(4));
      }
    }
  }
  return hash;
};

const isSame = (a: Row, b: Row): boolean => {
  for (const [name, column] of a.part.columns) {
    const [own, others] = [valuesOf(column, a.row), valuesOf(b.part.columns.get(name)!, b.row)];
    if (own.length !== others.length || own.some((value, at) => !Object.is(value, others[at]))) return false;
  }
  return true;
};
