import { hostArray, sizeOf, type Buffer, type HostArray, type TensorType } from '@neurite/contract';
import type { Draw } from '../data/augment.js';
import { arrayLike } from '../data/columns.js';
import { fillBatch, type Dataset, type Part } from '../data/dataset.js';
import { portKey, type Prepared } from '../session/prepared.js';
import type { Session } from '../session/session.js';
import { createStore, type Store } from '../session/store.js';

/** Names of the store under which programs find something else: averages in the place of weights. */
export type View = ReadonlyMap<string, string>;

/** A program for batches of one size, and the host and device memory of a batch. */
export interface Lane {
  readonly own: Store;
  /** Its ports have the names of the store: slots are those of the trainer. */
  readonly prepared: Prepared;
  /** Puts examples into the batch; with a draw they are to be learned from, and may change at random. */
  fill(part: Part, rows: Int32Array, draw?: Draw): void;
  /** Weights of the examples; all 1 unless they are set. */
  weigh(weights: (place: number) => number): void;
  /** What the program takes, as the store has it now. */
  inputs(view?: View): readonly Buffer[];
}

const scalarType: TensorType = { dtype: 'float32', shape: [] };
const counterType: TensorType = { dtype: 'int32', shape: [4] };
const counterKey = portKey('counter', 'counter');
const weightKey = portKey('weight', 'weight');
const slotKey = portKey('slot', '');

export const writeScalar = (store: Store, name: string, value: number): void =>
  store.write(portKey('scalar', name), { type: scalarType, data: Float32Array.of(value) });

/** Tells programs that draw random numbers where training stands. */
export const writeCounter = (store: Store, seed: number, step: number, batch: number): void => {
  if (store.has(counterKey))
    store.write(counterKey, { type: counterType, data: Int32Array.of(seed, step, batch, 0) });
};

/** The name of a trainer's slot among those of all trainers that share a store. */
export const slotsOf = (owner: string | undefined): string =>
  owner === undefined ? slotKey : `${slotKey}${owner}:`;

/**
 * Prepares a program for batches of its size. Slots, and gradients that are accumulated, begin with zeros when they are first bound, unless
 * the store has them.
 */
export const openLane = (
  prepared: Prepared,
  owner: string | undefined,
  data: Pick<Dataset, 'parts'>,
  store: Store,
  { device }: Session,
): Lane => {
  const { program } = prepared;
  const named = (key: string): string =>
    key.startsWith(slotKey) ? `${slotsOf(owner)}${key.slice(slotKey.length)}` : key;
  const own = createStore(device);
  const arrays = new Map<string, HostArray>();
  for (const { role, name, value } of program.inputs) {
    const type = program.values[value]!;
    const key = portKey(role, name);
    const [examples = 0] = type.shape;
    if (role === 'batch') {
      arrays.set(name, arrayLike(data.parts.train.columns.get(name)!, examples));
      own.write(key, { type, data: arrays.get(name)! });
    } else if (role === 'weight') own.write(key, { type, data: new Float32Array(examples).fill(1) });
    else if (role === 'scalar') store.write(key, { type: scalarType, data: new Float32Array(1) });
    else if (role === 'counter') store.write(key, { type: counterType, data: new Int32Array(4) });
  }
  const bindMemory = (): void => {
    for (const { role, name, value } of program.inputs) {
      const key = named(portKey(role, name));
      const type = program.values[value]!;
      if ((role === 'slot' || role === 'gradient') && !store.has(key))
        store.write(key, { type, data: hostArray(type.dtype, sizeOf(type.shape)) });
    }
  };
  const scoped = {
    ...prepared,
    inputs: prepared.inputs.map(named),
    outputs: prepared.outputs.map(named),
  };
  let bound: { readonly version: number; readonly inputs: readonly Buffer[] } | undefined;
  return {
    own,
    prepared: scoped,
    fill: (part, rows, draw) => {
      fillBatch(part, rows, arrays, draw);
      for (const [name, array] of arrays) {
        const key = portKey('batch', name);
        own.write(key, { type: own.get(key)!.type, data: array });
      }
    },
    weigh: (weights) => {
      const { type } = own.get(weightKey) ?? {};
      if (type !== undefined)
        own.write(weightKey, {
          type,
          data: Float32Array.from({ length: type.shape[0]! }, (_, place) => weights(place)),
        });
    },
    inputs: (view) => {
      if (view !== undefined && view.size > 0) {
        const seen = { ...scoped, inputs: scoped.inputs.map((key) => view.get(key) ?? key) };
        return store.inputsOf(seen, own);
      }
      if (bound?.version === store.version()) return bound.inputs;
      bindMemory();
      bound = { version: store.version(), inputs: store.inputsOf(scoped, own) };
      return bound.inputs;
    },
  };
};
