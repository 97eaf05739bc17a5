import { sizeOf, type HostArray } from '@neurite/contract';
import { bytesOf, sha256 } from '../format/digest.js';
import type { TensorColumn } from './columns.js';
import type { Dataset } from './dataset.js';
import { chunkLength } from './windows.js';

/** Digests a column piece by piece, of `chunkLength` rows each: SHA-256 of the only piece, or of the digests of all of them. */
export const createDigester = () => {
  const digests: string[] = [];
  return {
    add: async (piece: HostArray): Promise<void> => void digests.push(await sha256(bytesOf([piece]))),
    end: async (): Promise<string> =>
      digests.length === 1 ? digests[0]! : sha256(bytesOf([digests.join('\n')])),
  };
};

/** The same whether a column is held or was read by rows. */
const digestColumn = async ({ type, data, digest }: TensorColumn): Promise<string> => {
  if (digest !== undefined) return digest;
  const digester = createDigester();
  const length = Math.max(1, chunkLength(type) * sizeOf(type.shape));
  for (let start = 0; start === 0 || start < data.length; start += length)
    await digester.add(data.subarray(start, start + length));
  return digester.end();
};

/** One digest of all fields and of the rows of each part, whatever order the fields were written in. */
export const digestDataset = async (parts: Dataset['parts']): Promise<string> => {
  // Parts of one source share their columns: each is digested once.
  const known = new Map<TensorColumn, string>();
  const lines: string[] = [];
  for (const [name, part] of Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push(`part ${name} ${await sha256(bytesOf([part.rows]))}`);
    for (const [field, column] of [...part.columns].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const digest = known.get(column) ?? (await digestColumn(column));
      known.set(column, digest);
      lines.push(
        `field ${JSON.stringify(field)} ${column.type.dtype} [${column.type.shape.join()}] ${digest}`,
      );
    }
  }
  return sha256(bytesOf([lines.join('\n')]));
};
