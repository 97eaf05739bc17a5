import type { Ops, Shape } from '@neurite/contract';
import { streamOf } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import { primitiveOps } from './emitter.js';
import { uniform } from './primitives/index.js';
import { record } from './tape.js';
import * as kernels from './kernels/index.js';

/**
 * Takes x apart by one kernel, and puts its gradient together by one; undefined where each part has to stand on tfjs's tape.
 *
 * @param together the opposite of `apart`.
 */
const apartAtOnce = (
  x: tf.Tensor,
  apart: () => tf.Tensor[],
  together: (parts: tf.Tensor[]) => tf.Tensor,
): readonly tf.Tensor[] | undefined => {
  if (x.dtype === 'bool' || tf.engine().isTapeOn()) return undefined;
  const parts = apart();
  record({ through: 'all', reads: 'nothing' }, [x], parts, ({ outputs, gradients }) => [
    together(outputs.map((part, index) => gradients[index] ?? tf.zeros(part.shape))),
  ]);
  return parts;
};

/** x[0], x[1], … */
const rowsOf = (x: tf.Tensor, ops: Ops<tf.Tensor>): readonly tf.Tensor[] => {
  const [count, ...rest] = x.shape as [number, ...number[]];
  const slice = (index: number): tf.Tensor =>
    ops.reshape(ops.slice(x, [index, ...rest.map(() => 0)], [1, ...rest]), rest);
  return (
    apartAtOnce(
      x,
      () => tf.unstack(x),
      (rows) => tf.stack(rows),
    ) ?? Array.from({ length: count }, (_, index) => slice(index))
  );
};

const split: Ops<tf.Tensor>['split'] = (x, parts, axis) =>
  apartAtOnce(
    x,
    () => tf.split(x, typeof parts === 'number' ? parts : [...parts], axis),
    (list) => tf.concat(list, axis),
  ) ?? primitiveOps.split(x, parts, axis);

/** By one kernel, where the definition is a comparison that broadcasts. tfjs's has none for one class. */
const oneHot: Ops<tf.Tensor>['oneHot'] = (indices, classes) =>
  classes < 2 || indices.size === 0 || tf.engine().isTapeOn()
    ? primitiveOps.oneHot(indices, classes)
    : kernels.hasKernels()
      ? kernels.oneHot(indices, classes)
      : tf.cast(tf.oneHot(indices, classes), 'float32');

/** What a definition is called with, besides its own options and tensors. */
export interface EagerContext {
  readonly ops: Ops<tf.Tensor>;
  random(name: string, shape: Shape): tf.Tensor;
}

// Of the call that runs: calls run at once, and none within another.
let call: { readonly name: string; readonly key: number | undefined; iteration: number };

/** Bodies run at once: a scan is a loop. As in a recorded program every iteration draws random numbers of its own. */
const scan: Ops<tf.Tensor>['scan'] = (
  { constants = [], carries, sequences, reverse = false, length },
  body,
) => {
  const running = call;
  const steps = sequences[0]?.shape[0] ?? length;
  if (steps === undefined || steps < 1)
    throw new Error(`${running.name} loops over a sequence of at least one step.`);
  const outer = running.iteration;
  let carried = carries;
  const slices: (readonly tf.Tensor[])[] = [];
  const parts = sequences.map((x) => rowsOf(x, ops));
  for (let step = 0; step < steps; step++) {
    const index = reverse ? steps - 1 - step : step;
    running.iteration = outer * steps + index;
    const taken = parts.map((rows) => rows[index]!);
    const results = body(constants, carried, taken);
    carried = results.carries;
    slices[index] = results.stacked;
  }
  running.iteration = outer;
  const stacked = slices[0]!.map((_, output) =>
    ops.stack(
      slices.map((slice) => slice[output]!),
      0,
    ),
  );
  return { carries: carried, stacked };
};

/** A tensor that has the shape already stands for itself. */
const reshape: Ops<tf.Tensor>['reshape'] = (x, shape) =>
  x.rank === shape.length && shape.every((extent, axis) => extent === -1 || extent === x.shape[axis])
    ? x
    : primitiveOps.reshape(x, shape);

const ops: Ops<tf.Tensor> = { ...primitiveOps, reshape, split, oneHot, scan };

/**
 * The ops and the random numbers of one call.
 *
 * @param name of the definition: part of the streams that it draws from.
 * @param key the seed of its random numbers, if it may draw any.
 */
export const createContext = (name: string, key?: number): EagerContext => {
  const own = { name, key, iteration: 0 };
  call = own;
  return {
    ops,
    random: (stream, shape) => {
      if (key === undefined)
        throw new Error(`${name} draws random numbers here: give it a key, as in { key: 7 }.`);
      return uniform(shape, streamOf(`${name}/${stream}`), [key, 0, 0, own.iteration]);
    },
  };
};
