import {
  failure,
  hostArray,
  sizeOf,
  success,
  type HostTensor,
  type Outcome,
  type Program,
  type Recipe,
} from '@neurite/contract';
import { gradientName, inspection, nudgeName, valueName } from '@neurite/program';
import { arrayLike, gatherRows } from '../data/columns.js';
import type { Part, PartName } from '../data/dataset.js';
import { openData } from '../data/open-data.js';
import { report } from '../diagnostics.js';
import { windowOf } from '../data/windows.js';
import { portKey } from '../session/prepared.js';
import { openSession, take, type Session } from '../session/session.js';
import { createStore } from '../session/store.js';
import type { TrainOptions } from '../train/options.js';
import { fitStatistics } from '../values/fit.js';
import { initializeWeights } from '../values/initialize.js';
import type { Weights } from '../values/weights.js';
import { findNames, type Found } from './names.js';

/** What is looked at, and with what. */
export type InspectOptions = Pick<TrainOptions, 'catalog' | 'backend' | 'world' | 'data'> & {
  /** Values to read: names of the model, or paths of layers for what comes out of them. */
  readonly values?: readonly string[];
  /** What to take gradients of the mean loss and penalties by: paths of parameters, inputs, or values as above. */
  readonly gradients?: readonly string[];
  /** Parameters and statistics by path, over the first ones that the recipe's seed gives. */
  readonly weights?: Weights;
  /** How many examples of the part, from its beginning, or which rows of it; default a batch of the recipe. */
  readonly examples?: number | readonly number[];
  /** Default `train`. */
  readonly part?: PartName;
  /** Whether layers behave as in training, which is the default: dropout drops, and batch norm looks at the examples. */
  readonly training?: boolean;
  /** The step that random numbers are drawn for; default 1. */
  readonly step?: number;
};

/** What is inside a network for some examples. */
export interface Inspection {
  /** `[examples, …]`, by the name asked for. */
  readonly values: Readonly<Record<string, HostTensor>>;
  /** Of the shape of what they are taken by, by the name asked for. */
  readonly gradients: Readonly<Record<string, HostTensor>>;
  /** The mean loss of the examples, without penalties. */
  readonly loss: number;
  /** The weights that the network had. */
  readonly weights: Weights;
}

/**
 * Looks inside a recipe's network: values for some examples of its data, and gradients of its loss. Changes nothing.
 *
 * @example
 * const look = await inspect(recipe, { catalog, backend, world, values: ['h1'], gradients: ['h1.dense.kernel'] });
 */
export const inspect = async (recipe: Recipe, options: InspectOptions): Promise<Outcome<Inspection>> => {
  const { catalog, world, part: name = 'train' } = options;
  const { graph } = recipe;
  const found = findNames(graph, options.values ?? [], options.gradients ?? []);
  if (!found.ok) return found;
  const data =
    options.data === undefined
      ? await openData({ plan: recipe.data, graph, catalog, world })
      : success(options.data);
  if (!data.ok) return data;
  const part = data.value.parts[name];
  if (part === undefined) return failure(report('data-empty', { part: name }));
  const rows = rowsOf(part, name, options.examples ?? Math.min(recipe.batch, part.rows.length));
  if (!rows.ok) return rows;
  const window = await windowOf(part, rows.value);
  if (!window.ok) return window;
  const session = await openSession(options.backend, catalog);
  try {
    const { bindings } = data.value;
    const fitted = await fitStatistics(graph, data.value, session);
    if (!fitted.ok) return fitted;
    const initial = initializeWeights(graph, catalog, { seed: recipe.seed, bindings });
    const weights: Weights = new Map([...initial, ...fitted.value, ...(options.weights ?? [])]);
    const { training = true } = options;
    const program = inspection(recipe, catalog, {
      batch: rows.value.length,
      bindings,
      training,
      ...found.value,
    });
    const counter = Int32Array.of(recipe.seed, options.step ?? 1, 0, 0);
    return await look(
      program,
      found.value,
      { weights, part: window.value, rows: rows.value, counter },
      session,
    );
  } finally {
    session.close();
  }
};

const rowsOf = (part: Part, name: PartName, examples: number | readonly number[]): Outcome<Int32Array> => {
  const places =
    typeof examples === 'number' ? Array.from({ length: examples }, (_, place) => place) : examples;
  const missing = places.find((place) => part.rows[place] === undefined);
  return missing === undefined && places.length > 0
    ? success(Int32Array.from(places, (place) => part.rows[place]!))
    : failure(report('unknown-row', { part: name, row: missing, count: part.rows.length }));
};

interface State {
  readonly weights: Weights;
  readonly part: Part;
  readonly rows: Int32Array;
  readonly counter: Int32Array;
}

const look = async (
  program: Program,
  { values, nudged, by }: Found,
  state: State,
  session: Session,
): Promise<Outcome<Inspection>> => {
  const { device } = session;
  const prepared = await session.prepare('inspect', () => program);
  if (!prepared.ok) return prepared;
  const store = createStore(device);
  try {
    for (const { role, name, value } of prepared.value.program.inputs) {
      const type = prepared.value.program.values[value]!;
      const data = dataFor(role, name, sizeOf(type.shape), state);
      store.write(portKey(role, name), { type, data });
    }
    const buffers = prepared.value.executable.run(store.inputsOf(prepared.value));
    const read = new Map<string, HostTensor>();
    for (const [index, key] of prepared.value.outputs.entries()) {
      const { type } = buffers[index]!;
      read.set(key, { ...type, data: (await take(device, buffers[index]!)).slice() });
    }
    const metric = (name: string): number => read.get(portKey('metric', name))!.data[0]!;
    const gradient = (input: string): HostTensor => read.get(portKey('gradient', gradientName(input)))!;
    return success({
      values: Object.fromEntries(
        Object.keys(values).map((name) => [name, read.get(portKey('output', valueName(name)))!]),
      ),
      gradients: Object.fromEntries([
        ...by.map((name) => [name, gradient(name)] as const),
        ...Object.keys(nudged).map((name) => [name, gradient(nudgeName(name))] as const),
      ]),
      loss: metric('loss') / metric('weight'),
      weights: state.weights,
    });
  } finally {
    store.close();
  }
};

const dataFor = (role: string, name: string, size: number, { weights, part, rows, counter }: State) => {
  if (role === 'weight') return new Float32Array(size).fill(1);
  if (role === 'counter') return counter;
  if (role !== 'batch') return weights.get(name)!.data;
  const column = part.columns.get(name);
  // What is no field of the data is a nudge.
  if (column === undefined) return hostArray('float32', size);
  const array = arrayLike(column, rows.length);
  gatherRows(column, rows, array);
  return array;
};
