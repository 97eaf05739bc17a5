import type { Attributes, Primitive } from '@neurite/contract';
import type { Call, GradientRule, Reads, Tools } from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';

type Maybe<T> = T | undefined;

/** An operation that ran within a call, and how it goes back. */
interface Step {
  readonly inputs: readonly tf.Tensor[];
  readonly outputs: readonly tf.Tensor[];
  readonly wanted: readonly boolean[];
  /** Of inputs and outputs, what must be there. */
  readonly read: readonly tf.Tensor[];
  pull(call: Omit<Call<Primitive, tf.Tensor>, 'attributes'>): readonly Maybe<tf.Tensor>[];
}

/** Steps in the order in which they ran, and the tensors that depend on the inputs of the call. */
interface Tape {
  readonly steps: Step[];
  readonly active: Set<tf.Tensor>;
}

// What runs at this moment; calls run at once, and none within another.
let current: Maybe<Tape>;

/** Whether operations of ours are written on a tape of ours: each is its kernels and an entry there. */
export const isRecording = (): boolean => current !== undefined;

/** What a rule reads of a call. */
const readOf = (
  reads: Maybe<Reads>,
  inputs: readonly tf.Tensor[],
  outputs: readonly tf.Tensor[],
  wanted: readonly boolean[],
): readonly tf.Tensor[] => {
  switch (reads) {
    case undefined:
      return [...inputs, ...outputs];
    case 'nothing':
      return [];
    case 'inputs':
      return inputs;
    case 'outputs':
      return outputs;
    case 'others':
      return inputs.filter((_, index) => wanted.some((isWanted, other) => isWanted && other !== index));
  }
};

/** Writes an operation down, unless nothing that flows into it has a gradient. */
export const record = (
  { through, reads }: Pick<GradientRule<Primitive>, 'through' | 'reads'>,
  inputs: readonly tf.Tensor[],
  outputs: readonly tf.Tensor[],
  pull: Step['pull'],
): void => {
  if (current === undefined) return;
  const { steps, active } = current;
  const wanted = inputs.map((x, index) => active.has(x) && (through === 'all' || through.includes(index)));
  if (!wanted.includes(true)) return;
  for (const y of outputs) if (y.dtype === 'float32') active.add(y);
  steps.push({ inputs, outputs, wanted, read: readOf(reads, inputs, outputs, wanted), pull });
};

/** Writes down one that goes back by a rule of Neurite's. */
export const recordByRule = <P extends Primitive>(
  rule: GradientRule<P>,
  attributes: Attributes[P],
  inputs: readonly tf.Tensor[],
  outputs: readonly tf.Tensor[],
  tools: Tools<tf.Tensor>,
): void => record(rule, inputs, outputs, (call) => rule.pull({ ...call, attributes }, tools));

/** What runs, written down. */
const recorded = (inputs: readonly tf.Tensor[], run: () => void): readonly Step[] => {
  const tape: Tape = { steps: [], active: new Set(inputs.filter(({ dtype }) => dtype === 'float32')) };
  current = tape;
  try {
    run();
    return tape.steps;
  } finally {
    current = undefined;
  }
};

/** The same numbers as a tensor of its own, in the same memory. */
const alias = (x: tf.Tensor): tf.Tensor => tf.reshape(x, x.shape);

/**
 * Goes back through the steps.
 *
 * @param kept what is there of the tensors of the steps by now.
 * @param received the gradients of results.
 */
const pulledBack = (
  steps: readonly Step[],
  kept: ReadonlyMap<tf.Tensor, tf.Tensor>,
  received: readonly (readonly [result: tf.Tensor, gradient: tf.Tensor])[],
): ReadonlyMap<tf.Tensor, tf.Tensor> => {
  const gradients = new Map<tf.Tensor, tf.Tensor>();
  const add = (x: tf.Tensor, gradient: tf.Tensor): void => {
    const before = gradients.get(x);
    gradients.set(x, before === undefined ? gradient : tf.add(before, gradient));
  };
  for (const [result, gradient] of received) add(result, gradient);
  // Of what no rule reads only the type is asked for, which a disposed tensor still has.
  const keptOf = (x: tf.Tensor): tf.Tensor => kept.get(x) ?? x;
  for (const { inputs, outputs, wanted, pull } of steps.toReversed()) {
    const given = outputs.map((y) => gradients.get(y));
    if (given.every((gradient) => gradient === undefined)) continue;
    const pulled = pull({
      inputs: inputs.map(keptOf),
      outputs: outputs.map(keptOf),
      gradients: given,
      wanted,
    });
    inputs.forEach((x, index) => {
      const gradient = pulled[index];
      if (wanted[index] && gradient !== undefined) add(x, gradient);
    });
  }
  return gradients;
};

type Results = Readonly<Record<string, tf.Tensor>>;

/**
 * Runs a call as one operation of tfjs's tape, which goes back by a tape of ours: it knows what has no gradient, and keeps nothing
 * but what rules may read. tfjs's tape takes operations of one result only: a call of several gives it a token, and each result is an
 * operation on the token, which hands its gradient over before the call goes back.
 *
 * Where nobody asks for gradients, or for those of gradients, operations stand for themselves.
 *
 * @param inputs all tensors that the results depend on.
 */
export const asOneOperation = (
  inputs: readonly tf.Tensor[],
  run: () => readonly Results[],
): readonly Results[] => {
  const engine = tf.engine();
  if (!engine.isTapeOn() || engine.state.gradientDepth > 1) return run();
  const distinct = [...new Set(inputs)];
  let results: readonly Results[] = [];
  let ends: readonly tf.Tensor[] = [];
  const values = new Map<tf.Tensor, tf.Tensor>();
  const received: (readonly [result: tf.Tensor, gradient: tf.Tensor])[] = [];
  const whole = tf.customGrad((...given) => {
    const save = given.at(-1) as tf.GradSaveFunc;
    const tape = recorded(distinct, () => (results = run()));
    ends = [...new Set(results.flatMap(Object.values<tf.Tensor>))];
    const [only] = ends.length === 1 ? ends : [];
    if (only === undefined) for (const end of ends) values.set(end, tf.keep(alias(end)));
    const held = [...new Set(tape.flatMap(({ read }) => read))];
    save(held);
    const gradFunc = (gradient: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] =>
      tf.tidy(() => {
        const kept = new Map(held.map((x, index) => [x, saved[index]!]));
        const arrived = only === undefined ? received : [[only, gradient] as const];
        const gradients = pulledBack(tape, kept, arrived);
        // tfjs disposes gradients one by one when it adds them up: each must be a tensor of its own.
        const taken = new Set(arrived.map(([, each]) => each));
        return distinct.map((x) => {
          const found = gradients.get(x) ?? tf.zeros(x.shape);
          const own = taken.has(found) ? alias(found) : found;
          taken.add(own);
          return own;
        });
      });
    const value = only === undefined ? tf.scalar(0) : distinct.includes(only) ? alias(only) : only;
    return { value, gradFunc };
  })(...distinct);
  if (ends.length === 1)
    return results.map((table) => Object.fromEntries(Object.keys(table).map((name) => [name, whole])));
  const handOver = (end: tf.Tensor): tf.Tensor =>
    tf.customGrad(() => ({
      value: alias(values.get(end)!),
      gradFunc: (gradient: tf.Tensor) => {
        received.push([end, gradient]);
        return tf.scalar(0);
      },
    }))(whole);
  const handed = results.map((table) =>
    Object.fromEntries(Object.entries(table).map(([name, end]) => [name, handOver(end)])),
  );
  tf.dispose([...values.values()]);
  return handed;
};
