import { failure, source, success, type Table } from '@neurite/contract';
import { openArray } from '../bytes/array-column.js';
import { npyLayout, readNpy } from '../bytes/npy.js';
import { attachLabels } from '../bytes/labels.js';
import { report } from '../diagnostics.js';

/** Examples in a NumPy file, and their labels in another. */
export const npy = source({
  name: 'npy',
  summary: 'Examples along the first axis of a NumPy array, and their labels in another.',
  description:
    'Examples that would take more than 512 MiB of memory are read while they are needed, unless the file is compressed.',
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
    const { options, readFile } = context;
    const array = await openArray(options.file, context, { layout: npyLayout, read: readNpy });
    if (!array.ok) return array;
    const { shape, column } = array.value;
    if (shape.length === 0)
      return failure(
        report('npy-header', { file: options.file, byte: 10, reason: 'it holds one number, not examples' }),
      );
    const table: Table = { count: shape[0]!, columns: { x: column } };
    if (options.labels === null) return success(table);
    const labelBytes = await readFile(options.labels);
    if (!labelBytes.ok) return labelBytes;
    const labels = await readNpy(labelBytes.value, options.labels);
    return labels.ok
      ? attachLabels(table, labels.value, { file: options.file, labels: options.labels })
      : labels;
  },
});
