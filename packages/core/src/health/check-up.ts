import type { HostArray, Recipe } from '@neurite/contract';
import { flatName, peakName, recordCheckup, squaresName } from '@neurite/program';
import { arrayLike } from '../data/columns.js';
import { fillBatch, type Dataset, type Part } from '../data/dataset.js';
import { windowOf } from '../data/windows.js';
import { portKey } from '../session/prepared.js';
import { take, type Session } from '../session/session.js';
import { createStore, type Store } from '../session/store.js';
import { subjectsOf, weightsOf, type Subject } from './subjects.js';

/** How a network is at one step. */
export interface CheckUp {
  /** How many examples it was looked at with. */
  readonly examples: number;
  readonly activations: readonly {
    readonly subject: Subject;
    readonly units: number;
    /** Units that gave 0 for every example. */
    readonly dead: number;
    /** The part of outputs that are within a hundredth of an end of the range. */
    readonly flat: number;
  }[];
  /** Root mean square of the gradient, by path. */
  readonly gradients: ReadonlyMap<string, number>;
  /** The norm of all gradients together. */
  readonly norm: number;
}

/** What is looked at: a turn's recipe, and where its weights are. */
export interface Patient {
  readonly key: string;
  readonly recipe: Recipe;
  readonly data: Dataset;
  readonly store: Store;
}

// Enough that a unit which is silent for all of them is silent for good; few enough to cost like a step or two.
const MOST_EXAMPLES = 128;

/** Examples from all over a part: it may be sorted by class. */
export const someRows = ({ rows }: Pick<Part, 'rows'>, most = MOST_EXAMPLES): Int32Array => {
  const count = Math.min(most, rows.length);
  return Int32Array.from({ length: count }, (_, index) => rows[Math.floor((index * rows.length) / count)]!);
};

/** Looks at a network as it is; undefined where the backend cannot. Weights and statistics stay as they are. */
export const checkUp = async (
  { key, recipe, data, store }: Patient,
  session: Session,
): Promise<CheckUp | undefined> => {
  const rows = someRows(data.parts.train);
  const window = await windowOf(data.parts.train, rows);
  // What cannot be read any more, the next step says.
  if (!window.ok) return undefined;
  const part = window.value;
  const subjects = subjectsOf(recipe.graph, session.catalog);
  const parameters = weightsOf(recipe);
  const make = () =>
    recordCheckup(recipe, session.catalog, {
      batch: rows.length,
      bindings: data.bindings,
      activations: subjects,
      parameters,
    });
  const prepared = await session.prepare(`check-up ${key}`, make);
  if (!prepared.ok) return undefined;
  const { program, executable, outputs } = prepared.value;
  const own = createStore(session.device);
  try {
    const fields = program.inputs.filter(({ role }) => role === 'batch');
    const arrays = new Map(
      fields.map(({ name }) => [name, arrayLike(part.columns.get(name)!, rows.length)] as const),
    );
    fillBatch(part, rows, arrays);
    for (const { role, name, value } of program.inputs) {
      const type = program.values[value]!;
      const port = portKey(role, name);
      if (role === 'batch') own.write(port, { type, data: arrays.get(name)! });
      else if (role === 'weight') own.write(port, { type, data: new Float32Array(rows.length).fill(1) });
      else if (role === 'counter') own.write(port, { type, data: Int32Array.of(recipe.seed, 0, 0, 0) });
    }
    const buffers = executable.run(store.inputsOf(prepared.value, own));
    const read = new Map<string, HostArray>();
    for (const [index, name] of outputs.entries())
      read.set(name.slice(name.indexOf('/') + 1), (await take(session.device, buffers[index]!)).slice());
    return resultOf(read, subjects, parameters, recipe, rows.length);
  } finally {
    own.close();
  }
};

const resultOf = (
  read: ReadonlyMap<string, HostArray>,
  subjects: readonly Subject[],
  parameters: readonly string[],
  { graph }: Recipe,
  examples: number,
): CheckUp => {
  const squares = parameters.map((path) => read.get(squaresName(path))![0]!);
  const sizes = new Map(
    graph.parameters.map(({ path, type }) => [
      path,
      type.shape.reduce<number>((size, extent) => size * (typeof extent === 'number' ? extent : 1), 1),
    ]),
  );
  return {
    examples,
    activations: subjects.map((subject, index) => {
      const peaks = [...read.get(peakName(index))!];
      return {
        subject,
        units: peaks.length,
        dead: subject.canDie ? peaks.filter((peak) => peak === 0).length : 0,
        flat: read.get(flatName(index))?.[0] ?? 0,
      };
    }),
    gradients: new Map(
      parameters.map((path, index) => [path, Math.sqrt(squares[index]! / sizes.get(path)!)]),
    ),
    norm: Math.sqrt(squares.reduce((sum, square) => sum + square, 0)),
  };
};

/** ‖Δw‖ / ‖w‖ of a step by path; tensors that were 0 before it have none. */
export const updateRatios = (
  before: ReadonlyMap<string, HostArray>,
  after: ReadonlyMap<string, HostArray>,
): ReadonlyMap<string, number> => {
  const ratios = new Map<string, number>();
  for (const [path, old] of before) {
    const now = after.get(path)!;
    let [moved, size] = [0, 0];
    for (let index = 0; index < old.length; index++) {
      moved += (now[index]! - old[index]!) ** 2;
      size += old[index]! ** 2;
    }
    if (size > 0) ratios.set(path, Math.sqrt(moved / size));
  }
  return ratios;
};

/** The tensors of some paths, copied to the host. */
export const readTensors = async (
  paths: readonly string[],
  store: Store,
  { device }: Session,
): Promise<ReadonlyMap<string, HostArray>> => {
  const tensors = new Map<string, HostArray>();
  for (const path of paths)
    tensors.set(path, (await device.read(store.get(portKey('parameter', path))!)).slice());
  return tensors;
};
