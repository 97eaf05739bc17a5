import { failure, source, success, type Column } from '@neurite/contract';
import { readNpz } from '../bytes/npz.js';
import { report } from '../diagnostics.js';

/** Arrays of a NumPy archive, each a column. */
export const npz = source({
  name: 'npz',
  summary: 'The arrays of a NumPy archive: each is a column, with examples along its first axis.',
  references: ['NumPy Enhancement Proposal 1: a simple file format for NumPy arrays'],
  options: { file: { type: 'string', least: 1, doc: 'The file.' } },
  columns: {},
  open: async ({ options, readFile }) => {
    const bytes = await readFile(options.file);
    if (!bytes.ok) return bytes;
    const arrays = await readNpz(bytes.value, options.file);
    if (!arrays.ok) return arrays;
    const entries = Object.entries(arrays.value);
    const wrong = (reason: string) => failure(report('npz-archive', { file: options.file, byte: 0, reason }));
    const [first] = entries;
    if (first === undefined) return wrong('it holds no arrays');
    const count = first[1].shape[0];
    if (count === undefined) return wrong(`"${first[0]}" holds one number, not examples`);
    const other = entries.find(([, array]) => array.shape[0] !== count);
    if (other !== undefined)
      return wrong(
        `"${first[0]}" holds ${count} examples, but "${other[0]}" holds ${other[1].shape[0] ?? 1}`,
      );
    const columns = entries.map(([name, { dtype, shape, data }]): [string, Column] => [
      name,
      { type: { dtype, shape: shape.slice(1) }, data },
    ]);
    return success({ count, columns: Object.fromEntries(columns) });
  },
});
