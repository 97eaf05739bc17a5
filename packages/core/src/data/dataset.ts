import type { HostArray, TextSteps } from '@neurite/contract';
import type { Augmentation, Draw } from './augment.js';
import { gatherRows, type TensorColumn } from './columns.js';

export type PartName = 'train' | 'validation' | 'test';

/** A part of the examples: rows of columns, which other parts may share. */
export interface Part {
  readonly columns: ReadonlyMap<string, TensorColumn>;
  readonly rows: Int32Array;
  /** Random changes of training batches: the training part has them, and no other. */
  readonly augment?: Augmentation;
}

/**
 * Fills an array for each field with rows of a part. With a draw they are a training batch, and are changed at random; everything else
 * that reads a part, and be it the training part, sees the examples as they are. Of a part that is not held it takes a window.
 */
export const fillBatch = (
  { columns, augment }: Part,
  rows: Int32Array,
  arrays: ReadonlyMap<string, HostArray>,
  draw?: Draw,
): void => {
  for (const [name, array] of arrays) gatherRows(columns.get(name)!, rows, array);
  if (draw !== undefined) augment?.change(arrays, rows, draw, columns);
};

/** Data as a recipe needs it: checked, split, in host memory or with columns that are read by rows. */
export interface Dataset {
  /** Columns by the name of the field. `validation` and `test` are absent where the plan has none. */
  readonly parts: Readonly<Record<'train', Part> & Partial<Record<PartName, Part>>>;
  /** Symbolic dimensions of the inputs, by name. */
  readonly bindings: Readonly<Record<string, number>>;
  /** Names of classes, by field. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** How texts become the numbers of a field, where a field is made of texts. */
  readonly texts: Readonly<Record<string, TextSteps>>;
  /** SHA-256 of all fields and of the split. */
  readonly digest: string;
}
