import { bytesOf, sha256 } from '../format/digest.js';
import type { TensorColumn } from './columns.js';
import type { Dataset } from './dataset.js';

/** One digest of all fields and of the rows of each part, whatever order the fields were written in. */
export const digestDataset = async (parts: Dataset['parts']): Promise<string> => {
  // Parts of one source share their columns: each is digested once.
  const known = new Map<TensorColumn, string>();
  const lines: string[] = [];
  for (const [name, part] of Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push(`part ${name} ${await sha256(bytesOf([part.rows]))}`);
    for (const [field, column] of [...part.columns].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const digest = known.get(column) ?? (await sha256(bytesOf([column.data])));
      known.set(column, digest);
      lines.push(
        `field ${JSON.stringify(field)} ${column.type.dtype} [${column.type.shape.join()}] ${digest}`,
      );
    }
  }
  return sha256(bytesOf([lines.join('\n')]));
};
