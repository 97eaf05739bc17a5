import { sizeOf, type Outcome, success, type Program } from '@neurite/contract';
import { arrayLike, gatherRows, type TensorColumn } from '../data/columns.js';
import type { Part } from '../data/dataset.js';
import { portKey } from '../session/prepared.js';
import { take, type Session } from '../session/session.js';
import { createStore, type Store } from '../session/store.js';

// How many examples are run at once.
const BATCH = 256;

/**
 * The first output of a program for every row of a part, as a column whose rows are those of the part in order. The program is made
 * for batches of some size; `state` holds the parameters and statistics that it reads.
 */
export const outputColumn = async (
  key: string,
  make: (batch: number) => Program,
  part: Part,
  state: Store,
  session: Session,
): Promise<Outcome<TensorColumn>> => {
  const { device } = session;
  const size = Math.min(BATCH, part.rows.length);
  const prepared = await session.prepare(key, () => make(size));
  if (!prepared.ok) return prepared;
  const { program, executable } = prepared.value;
  const own = createStore(device);
  try {
    let data: Float32Array | undefined;
    let shape: readonly number[] = [];
    for (let start = 0; start < part.rows.length; start += size) {
      for (const { role, name, value } of program.inputs) {
        const type = program.values[value]!;
        if (role === 'counter')
          own.write(portKey(role, name), { type, data: Int32Array.of(0, 0, start / size, 0) });
        if (role !== 'batch') continue;
        const column = part.columns.get(name)!;
        const array = arrayLike(column, size);
        gatherRows(column, part.rows.subarray(start, start + size), array);
        own.write(portKey(role, name), { type, data: array });
      }
      const [output] = executable.run(state.inputsOf(prepared.value, own));
      shape = output!.type.shape.slice(1);
      data ??= new Float32Array(part.rows.length * sizeOf(shape));
      const values = (await take(device, output!)) as Float32Array;
      const offset = start * sizeOf(shape);
      data.set(values.subarray(0, data.length - offset), offset);
    }
    return success({ type: { dtype: 'float32', shape }, data: data! });
  } finally {
    own.close();
    session.forget(key);
  }
};
