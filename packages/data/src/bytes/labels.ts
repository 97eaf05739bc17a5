import { failure, success, type Outcome, type Table } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { openContent, type Files } from './content.js';
import { findArray, holdArray, type ArrayFormat } from './layout.js';

/** Adds a column `label` of whole numbers to a table, if their file has one for each example. */
export const attachLabels = async (
  table: Table,
  files: Files,
  names: { readonly file: string; readonly labels: string; readonly format: ArrayFormat },
): Promise<Outcome<Table>> => {
  const content = await openContent(names.labels, files);
  if (!content.ok) return content;
  const found = await findArray(content.value, names.format);
  if (!found.ok) return found;
  const array = await holdArray(found.value);
  if (!array.ok) return array;
  const labels = array.value;
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
