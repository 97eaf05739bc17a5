import { failure, success, type HostTensor, type Outcome, type Table } from '@neurite/contract';
import { report } from '../diagnostics.js';

/** Adds a column `label` of whole numbers to a table, if it has one for each example. */
export const attachLabels = (
  table: Table,
  labels: HostTensor,
  names: { readonly file: string; readonly labels: string },
): Outcome<Table> => {
  const [count = 1, ...shape] = labels.shape;
  if (
    labels.shape.length === 0 ||
    shape.some((extent) => extent !== 1) ||
    !labels.data.every(Number.isInteger)
  )
    return failure(report('labels-shape', { file: names.labels, shape }));
  if (count !== table.count)
    return failure(
      report('labels-count', { file: names.file, examples: table.count, labels: names.labels, count }),
    );
  const label = { type: { dtype: 'int32', shape: [] }, data: Int32Array.from(labels.data) } as const;
  return success({ ...table, columns: { ...table.columns, label } });
};
