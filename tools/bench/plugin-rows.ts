// Rows of the benchmark for plugins by themselves: eager functions against the same expression in tfjs, on tfjs's current backend.
import type * as Tfjs from '@tensorflow/tfjs-core';
import { comparisons } from './plugins.js';
import { race, type Times } from './race.mjs';

type Tensors = readonly Tfjs.Tensor[];

export interface Row {
  readonly name: string;
  readonly shape: string;
  readonly direction: 'forward' | 'and back';
  readonly neurite: Times;
  /** What tfjs says where it cannot. */
  readonly tfjs: Times | string;
}

/** Runs a function without leaving tensors behind, and waits for what it gives. */
const runner = (tf: typeof Tfjs, run: () => Tfjs.Tensor[]) => async (): Promise<void> => {
  const results = tf.tidy(run);
  await Promise.all(results.map((result) => result.data()));
  tf.dispose(results);
};

const directions = (tf: typeof Tfjs, f: (...inputs: Tensors) => Tfjs.Tensor, inputs: Tensors) => ({
  forward: runner(tf, () => [f(...inputs)]),
  'and back': runner(tf, () => tf.grads((...xs: Tfjs.Tensor[]) => tf.sum(f(...xs)))([...inputs])),
});

/** Times both sides of each comparison, forward and with gradients; `tell` gets each row as it comes. */
export const pluginRows = async (
  tf: typeof Tfjs,
  rounds: number,
  perRound: number,
  tell: (row: Row) => void,
): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const { name, shape, inputs, isRandom, ours, theirs } of comparisons(tf)) {
    const differs = (): Tfjs.Tensor => tf.max(tf.abs(tf.sub(ours(...inputs), theirs(...inputs))));
    const distance = (await tf.tidy(differs).data())[0]!;
    if (isRandom !== true && !(distance < 1e-4))
      throw new Error(`${name}: both sides differ by ${distance}.`);
    const [mine, other] = [ours, theirs].map((f) => directions(tf, f, inputs)) as [
      ReturnType<typeof directions>,
      ReturnType<typeof directions>,
    ];
    for (const direction of ['forward', 'and back'] as const) {
      const timed = async (): Promise<Pick<Row, 'neurite' | 'tfjs'>> => {
        try {
          const [neurite, tfjs] = await race([mine[direction], other[direction]], rounds, perRound);
          return { neurite: neurite!, tfjs: tfjs! };
        } catch (error) {
          // Some of tfjs's gradients have no kernel on WebAssembly.
          const [neurite] = await race([mine[direction]], rounds, perRound);
          return { neurite: neurite!, tfjs: String((error as Error).message).split('\n')[0]! };
        }
      };
      const row = { name, shape, direction, ...(await timed()) };
      rows.push(row);
      tell(row);
    }
  }
  return rows;
};
