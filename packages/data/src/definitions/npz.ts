import { failure, source, success, type Column, type Outcome } from '@neurite/contract';
import { canBeRead, heldArray, memoryOf, streamedArrays } from '../bytes/array-column.js';
import { openStored } from '../bytes/content.js';
import { LARGEST, limitOf } from '../bytes/gunzip.js';
import type { FoundArray } from '../bytes/layout.js';
import { findArrays } from '../bytes/npz.js';
import { report } from '../diagnostics.js';

/** Arrays of a NumPy archive, each a column. */
export const npz = source({
  name: 'npz',
  summary: 'The arrays of a NumPy archive: each is a column, with examples along its first axis.',
  description:
    'Arrays that would take more than 512 MiB of memory together are read while they are needed, compressed or not.',
  references: ['NumPy Enhancement Proposal 1: a simple file format for NumPy arrays'],
  options: { file: { type: 'string', least: 1, doc: 'The file.' } },
  columns: {},
  open: async (context) => {
    const { options, streaming } = context;
    const { file } = options;
    const archive = await openStored(file, context);
    if (!archive.ok) return archive;
    const found = await findArrays(file, archive.value, limitOf(streaming));
    if (!found.ok) return found;
    const arrays = found.value.map(({ array }) => array);
    const wrong = (reason: string) => failure(report('npz-archive', { file, byte: 0, reason }));
    const [first] = found.value;
    if (first === undefined) return wrong('it holds no arrays');
    const count = first.array.layout.shape[0];
    if (count === undefined) return wrong(`"${first.name}" holds one number, not examples`);
    const other = found.value.find(({ array }) => array.layout.shape[0] !== count);
    if (other !== undefined)
      return wrong(
        `"${first.name}" holds ${count} examples, but "${other.name}" holds ${other.array.layout.shape[0] ?? 1}`,
      );
    const memory = arrays.reduce((sum, array) => sum + memoryOf(array), 0);
    const streams =
      streaming !== undefined &&
      memory > streaming.above &&
      arrays.every((array) => canBeRead(array, streaming.above));
    if (!streams && memory > LARGEST)
      return failure(report('data-too-large', { file, bytes: memory, limit: LARGEST }));
    const columns = streams ? await streamedArrays(file, arrays, streaming) : await heldColumns(arrays);
    if (!columns.ok) return columns;
    const named = found.value.map(({ name }, index): [string, Column] => [name, columns.value[index]!]);
    return success({ count, columns: Object.fromEntries(named) });
  },
});

const heldColumns = async (arrays: readonly FoundArray[]): Promise<Outcome<readonly Column[]>> => {
  const columns: Column[] = [];
  for (const array of arrays) {
    const held = await heldArray(array);
    if (!held.ok) return held;
    columns.push(held.value.column);
  }
  return success(columns);
};
