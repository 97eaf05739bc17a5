import {
  failure,
  hostArray,
  sizeOf,
  success,
  type Column,
  type HostArray,
  type Outcome,
  type TensorType,
} from '@neurite/contract';
import { report } from '../diagnostics.js';
import { LARGEST } from './gunzip.js';

/** What a column is made of. */
export interface Made {
  readonly type: TensorType;
  readonly count: number;
  /** What makes it, for messages. */
  readonly step: string;
  /** Puts the example of a row into an array of zeros, from a place on. */
  fill(row: number, out: HostArray, at: number): void;
}

/**
 * A column whose examples are made one by one of what is held: all of them at once, or, where they would take more than `above` bytes,
 * those that are wanted, when they are.
 */
export const madeColumn = (
  { type, count, step, fill }: Made,
  above: number | undefined,
): Outcome<Extract<Column, { readonly type: TensorType }>> => {
  const size = sizeOf(type.shape);
  const example = size * hostArray(type.dtype, 0).BYTES_PER_ELEMENT;
  const bytes = count * example;
  const make = (length: number, rowAt: (place: number) => number): HostArray => {
    const data = hostArray(type.dtype, length * size);
    for (let place = 0; place < length; place++) fill(rowAt(place), data, place * size);
    return data;
  };
  if (above !== undefined && bytes > above && example <= above)
    return success({
      type,
      data: hostArray(type.dtype, 0),
      rows: async (rows) => success(make(rows.length, (place) => rows[place]!)),
    });
  return bytes > LARGEST
    ? failure(report('data-too-large', { file: `What ${step} makes`, bytes, limit: LARGEST }))
    : success({ type, data: make(count, (place) => place) });
};
