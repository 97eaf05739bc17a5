import { sizeOf, type Diagnostic, type Field, type Graph } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { TensorColumn } from './columns.js';

/** Whole numbers that a layer looks up must be among those that it has: beyond them, a device would give NaN. */
export const checkLimits = (
  graph: Graph,
  fields: readonly Field[],
  columns: ReadonlyMap<string, TensorColumn>,
  before: number,
): readonly Diagnostic[] =>
  graph.inputs.flatMap(({ name, limit }) => {
    const column = columns.get(name);
    if (limit === undefined || column?.type.dtype !== 'int32') return [];
    const { below, of } = limit;
    const wrong = column.data.findIndex((number) => number < 0 || number >= below);
    if (wrong < 0) return [];
    const span = fields.find((field) => field.name === name)?.span;
    const row = before + Math.floor(wrong / sizeOf(column.type.shape)) + 1;
    return report(
      'field-range',
      { field: name, row, found: column.data[wrong]!, below, of },
      span === undefined ? {} : { span },
    );
  });
