import {
  createCatalog,
  hostArray,
  sizeOf,
  success,
  textReader,
  type Backend,
  type Dtype,
  type HostArray,
  type HostTensor,
  type Outcome,
} from '@neurite/contract';
import { withinMemory } from '../session/out-of-memory.js';
import { portKey, type Prepared } from '../session/prepared.js';
import { openSession, take, type Session } from '../session/session.js';
import { createStore, type Store } from '../session/store.js';
import type { Artifact, InputSignature, OutputSignature, Signature } from './artifact.js';
import { readInputs, type Examples, type PredictionInput } from './inputs.js';

/** Outputs by name: `[count, …]`, or without the batch axis where the inputs had none. */
export type Prediction = Readonly<Record<string, HostTensor>>;

/** How one prediction is made. */
export interface PredictOptions {
  /** How many examples a model without inputs makes; without it one, without a batch axis. */
  readonly count?: number;
  /** Which prediction this is: what the model draws is a function of seed, number and example. One after the other where left out. */
  readonly draw?: number;
}

/** A model on a device. Whoever opens it closes it. */
export interface Predictor {
  readonly inputs: readonly InputSignature[];
  readonly outputs: readonly OutputSignature[];
  /** Names of classes, by field of the data that the model was trained on. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** Any number of examples. What is wrong with the inputs comes back as diagnostics. */
  predict(
    inputs: Readonly<Record<string, PredictionInput>>,
    options?: PredictOptions,
  ): Promise<Outcome<Prediction>>;
  close(): void;
}

const counterType = { dtype: 'int32', shape: [4] } as const;
const counterKey = portKey('counter', 'counter');

interface Lane {
  readonly batch: number;
  readonly prepared: Prepared;
}

/**
 * Puts a model on a device, ready to predict. A model with noise draws it from the seed: the nth predictions of two predictors with
 * one seed are the same, bit by bit.
 *
 * @example
 * const predictor = await openPredictor(artifact, wasm);
 * if (predictor.ok) console.log(await predictor.value.predict({ image }));
 */
export const openPredictor = async (
  artifact: Artifact,
  backend: Backend,
  { seed = 0 }: { readonly seed?: number } = {},
): Promise<Outcome<Predictor>> => {
  // A recorded program needs no definitions any more.
  const session = await openSession(backend, createCatalog([]));
  const lanes: Lane[] = [];
  for (const { batch, program } of artifact.programs) {
    const prepared = await withinMemory(() => session.prepare(`predict ${batch}`, () => program));
    if (!prepared.ok) {
      session.close();
      return prepared;
    }
    lanes.push({ batch, prepared: prepared.value });
  }
  const store = createStore(session.device);
  for (const { prepared } of lanes)
    for (const { role, name, value } of prepared.program.inputs) {
      const type = prepared.program.values[value]!;
      const key = portKey(role, name);
      if (role === 'parameter' || role === 'statistic') {
        if (!store.has(key)) store.write(key, { type, data: artifact.weights.get(name)!.data });
      } else if (role === 'counter' && !store.has(key)) store.write(key, { type, data: new Int32Array(4) });
    }
  const { inputs, outputs, classes } = artifact.manifest;
  const readers = new Map(
    Object.entries(artifact.texts).map(([name, steps]) => [name, textReader(steps)] as const),
  );
  let next = 0;
  return success({
    inputs,
    outputs,
    classes,
    predict: async (given, { count, draw = next } = {}) => {
      const examples = readInputs(inputs, given, { ...(count === undefined ? {} : { count }), readers });
      if (!examples.ok) return examples;
      next = draw + 1;
      const counted = [seed, draw] as const;
      return withinMemory(async () =>
        success(await predictAll(examples.value, outputs, lanes, store, session, counted)),
      );
    },
    close: () => session.close(),
  });
};

const predictAll = async (
  { count, single, tensors }: Examples,
  outputs: readonly Signature[],
  lanes: readonly Lane[],
  store: Store,
  { device }: Session,
  counted: readonly [seed: number, draw: number],
): Promise<Prediction> => {
  const results = new Map(outputs.map((output) => [output.name, allocate(output, count)]));
  for (let start = 0; start < count;) {
    const left = count - start;
    // The smallest program that takes all that is left, else the largest there is.
    const { batch, prepared } = lanes.find((lane) => lane.batch >= left) ?? lanes.at(-1)!;
    const own = createStore(device);
    try {
      for (const [name, { dtype, shape, data }] of tensors) {
        const type = { dtype, shape: [batch, ...shape.slice(1)] };
        own.write(portKey('batch', name), {
          type,
          data: padded(dtype, data, sizeOf(shape.slice(1)), start, batch),
        });
      }
      if (store.has(counterKey))
        store.write(counterKey, { type: counterType, data: Int32Array.of(...counted, start, 0) });
      const buffers = prepared.executable.run(store.inputsOf(prepared, own));
      for (const [index, { name }] of prepared.program.outputs.entries()) {
        const all = results.get(name)!;
        const size = all.length / count;
        const values = await take(device, buffers[index]!);
        all.set(values.subarray(0, Math.min(batch, left) * size), start * size);
      }
    } finally {
      own.close();
    }
    start += batch;
  }
  return Object.fromEntries(
    outputs.map(({ name, dtype, shape }) => [
      name,
      { dtype, shape: single ? shape : [count, ...shape], data: results.get(name)! },
    ]),
  );
};

const allocate = ({ dtype, shape }: Signature, count: number): HostArray =>
  hostArray(dtype, count * sizeOf(shape));

/** `batch` examples from `start` on; the last one is repeated where there are fewer. */
const padded = (dtype: Dtype, data: HostArray, size: number, start: number, batch: number): HostArray => {
  const there = data.subarray(start * size, (start + batch) * size);
  if (there.length === batch * size) return there;
  const whole = hostArray(dtype, batch * size);
  whole.set(there);
  const last = there.subarray(there.length - size);
  for (let at = there.length; at < whole.length; at += size) whole.set(last, at);
  return whole;
};
