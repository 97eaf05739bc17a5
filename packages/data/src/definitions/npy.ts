import { failure, source, success, type Table } from '@neurite/contract';
import { openArray } from '../bytes/array-column.js';
import { npyFormat } from '../bytes/npy.js';
import { attachLabels } from '../bytes/labels.js';
import { report } from '../diagnostics.js';

/** Examples in a NumPy file, and their labels in another. */
export const npy = source({
  name: 'npy',
  summary: 'Examples along the first axis of a NumPy array, and their labels in another.',
  description: 'Examples that would take more than 512 MiB of memory are read while they are needed.',
  references: ['NumPy Enhancement Proposal 1: a simple file format for NumPy arrays'],
  options: {
    file: { type: 'string', least: 1, doc: 'The file of the examples.' },
    labels: {
      type: 'string',
      default: null,
      least: 1,
      doc: 'The file of the labels, one whole number each.',
    },
  },
  columns: { x: 'float32[...s]', label: 'int32[]' },
  open: async (context) => {
    const { options } = context;
    const array = await openArray(options.file, context, npyFormat);
    if (!array.ok) return array;
    const { shape, column } = array.value;
    if (shape.length === 0)
      return failure(
        report('npy-header', { file: options.file, byte: 10, reason: 'it holds one number, not examples' }),
      );
    const table: Table = { count: shape[0]!, columns: { x: column } };
    return options.labels === null
      ? success(table)
      : attachLabels(table, context, { file: options.file, labels: options.labels, format: npyFormat });
  },
});
