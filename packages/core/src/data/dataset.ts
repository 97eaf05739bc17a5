import type { TensorColumn } from './columns.js';

export type PartName = 'train' | 'validation' | 'test';

/** A part of the examples: rows of columns, which other parts may share. */
export interface Part {
  readonly columns: ReadonlyMap<string, TensorColumn>;
  readonly rows: Int32Array;
}

/** Data as a recipe needs it: checked, split, in host memory. */
export interface Dataset {
  /** Columns by the name of the field. `validation` and `test` are absent where the plan has none. */
  readonly parts: Readonly<Record<'train', Part> & Partial<Record<PartName, Part>>>;
  /** Symbolic dimensions of the inputs, by name. */
  readonly bindings: Readonly<Record<string, number>>;
  /** Names of classes, by field. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** SHA-256 of all fields and of the split. */
  readonly digest: string;
}
