// Rows of the benchmark for plugins by themselves: eager functions against the same expression in tfjs, on the same backend.
import { importSource } from '../import-source.mjs';
import { race } from './race.mjs';

/** Runs a function without leaving tensors behind, and waits for what it gives. */
const runner = (tf, run) => async () => {
  const results = tf.tidy(run);
  await Promise.all(results.map((result) => result.data()));
  tf.dispose(results);
};

const directions = (tf, f, inputs) => ({
  forward: runner(tf, () => [f(...inputs)]),
  'and back': runner(tf, () => tf.grads((...xs) => tf.sum(f(...xs)))([...inputs])),
});

const milliseconds = ({ median }) => `${median.toFixed(2).padStart(8)} ms`;

/** Prints a row for each family, forward and with gradients; gives the numbers. */
export const pluginRows = async ({ tf }, rounds, perRound) => {
  const { comparisons } = await importSource('tools/bench/plugins.ts');
  const results = [];
  for (const { name, shape, inputs, isRandom, ours, theirs } of comparisons(tf)) {
    const distance = tf.tidy(() => tf.max(tf.abs(tf.sub(ours(...inputs), theirs(...inputs)))).dataSync()[0]);
    if (!isRandom && !(distance < 1e-4)) throw new Error(`${name}: both sides differ by ${distance}.`);
    const [mine, other] = [ours, theirs].map((f) => directions(tf, f, inputs));
    for (const direction of ['forward', 'and back']) {
      const title = `${name}, ${direction}`.padEnd(42);
      let times;
      try {
        times = await race([mine[direction], other[direction]], rounds, perRound);
      } catch (error) {
        // Some of tfjs's gradients have no kernel on WebAssembly.
        const [alone] = await race([mine[direction]], rounds, perRound);
        const reason = String(error.message).split('\n')[0];
        results.push({ name, shape, direction, neurite: alone, tfjs: reason });
        console.log(`${title} ${shape.padEnd(24)} neurite ${milliseconds(alone)}   tfjs: ${reason}`);
        continue;
      }
      const [a, b] = times;
      const ratio = b.median / a.median;
      results.push({ name, shape, direction, neurite: a, tfjs: b, ratio });
      console.log(
        `${title} ${shape.padEnd(24)} neurite ${milliseconds(a)}   tfjs ${milliseconds(b)}   ${ratio.toFixed(2)}×`,
      );
    }
  }
  return results;
};
