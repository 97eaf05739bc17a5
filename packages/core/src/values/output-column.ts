import { sizeOf, type HostArray, type Outcome, success, type Program } from '@neurite/contract';
import { arrayLike, gatherRows, type TensorColumn } from '../data/columns.js';
import type { Part } from '../data/dataset.js';
import { readAhead } from '../data/windows.js';
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
  let data: Float32Array | undefined;
  let example: readonly number[] = [];
  const outcome = await eachOutput(key, make, part, state, session, (values, shape, first) => {
    example = shape;
    data ??= new Float32Array(part.rows.length * sizeOf(shape));
    data.set(values, first * sizeOf(shape));
  });
  return outcome.ok ? success({ type: { dtype: 'float32', shape: example }, data: data! }) : outcome;
};

/** The same without holding it: `look` is given the outputs of some examples after the other, their shape, and how many came before. */
export const eachOutput = async (
  key: string,
  make: (batch: number) => Program,
  part: Part,
  state: Store,
  session: Session,
  look: (values: HostArray, shape: readonly number[], first: number) => void,
): Promise<Outcome<undefined>> => {
  const { device } = session;
  const size = Math.min(BATCH, part.rows.length);
  const prepared = await session.prepare(key, () => make(size));
  if (!prepared.ok) return prepared;
  const { program, executable } = prepared.value;
  const own = createStore(device);
  try {
    const windows = readAhead(part, part.rows, size);
    for (let start = 0; start < part.rows.length; start += size) {
      const window = windows === undefined ? success(part) : await windows(start / size);
      if (!window.ok) return window;
      for (const { role, name, value } of program.inputs) {
        const type = program.values[value]!;
        if (role === 'counter')
          own.write(portKey(role, name), { type, data: Int32Array.of(0, 0, start / size, 0) });
        if (role !== 'batch') continue;
        const column = window.value.columns.get(name)!;
        const array = arrayLike(column, size);
        gatherRows(column, part.rows.subarray(start, start + size), array);
        own.write(portKey(role, name), { type, data: array });
      }
      const [output] = executable.run(state.inputsOf(prepared.value, own));
      const shape = output!.type.shape.slice(1);
      // The last batch is filled up.
      const values = await take(device, output!);
      look(values.subarray(0, Math.min(size, part.rows.length - start) * sizeOf(shape)), shape, start);
    }
    return success(undefined);
  } finally {
    own.close();
    session.forget(key);
  }
};
