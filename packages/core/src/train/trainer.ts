import {
  hostArray,
  sizeOf,
  success,
  type Buffer,
  type HostArray,
  type HostTensor,
  type Outcome,
  type Program,
  type TensorType,
} from '@neurite/contract';
import type { Draw } from '../data/augment.js';
import { arrayLike } from '../data/columns.js';
import { fillBatch, type Dataset, type Part } from '../data/dataset.js';
import { portKey, type Prepared } from '../session/prepared.js';
import type { Session } from '../session/session.js';
import { createStore, type Store } from '../session/store.js';
import { hostScalars, type HostScalars } from './scalars.js';
import { addSums, type Sums } from './sums.js';

/** The programs that train and judge, for one size of batch; see `assemble` of `@neurite/program`. */
export interface TrainingPrograms {
  readonly gradients: Program;
  readonly step: Program;
  readonly evaluate: Program;
}

/** What a trainer needs to know of what it trains: a recipe, or a stage of pretraining. */
export interface Trainable {
  /** Distinguishes its programs from others of the session. */
  readonly key: string;
  readonly batch: number;
  readonly seed: number;
  readonly optimizer: Parameters<typeof hostScalars>[0]['optimizer'];
  programs(batch: number): TrainingPrograms;
}

/** What one step left behind, once it was read. */
export interface StepResult {
  readonly step: number;
  readonly epoch: number;
  /** Mean loss of the batch. */
  readonly loss: number;
  /** Whether its gradients were finite; if not, nothing changed. */
  readonly ok: boolean;
  readonly rows: Int32Array;
  readonly sums: ReadonlyMap<string, HostArray>;
}

/** Tensors and programs on a device, and how to step and judge with them. Whoever makes a trainer closes it. */
export interface Trainer {
  readonly store: Store;
  /** Prepares what steps of so many examples need. */
  prepareStep(examples: number): Promise<Outcome<Prepared>>;
  /** Enqueues one step; its results wait to be drained. The program must have been prepared. */
  step(request: {
    readonly step: number;
    /** Counts from 0; random changes of examples depend on it. */
    readonly epoch: number;
    readonly rate: number;
    readonly rows: Int32Array;
    readonly part: Part;
  }): void;
  /** Steps whose results have not been read. */
  waiting(): number;
  /** Reads the results of all steps that wait, in their order. */
  drain(): Promise<readonly StepResult[]>;
  /** Sums of the evaluation program over a part, and the number of batches. `pause` is called between batches. */
  evaluate(
    part: Part,
    pause?: () => Promise<void> | undefined,
  ): Promise<Outcome<{ readonly sums: Sums; readonly batches: number }>>;
  close(): void;
}

interface Waiting {
  readonly step: number;
  readonly epoch: number;
  readonly rows: Int32Array;
  readonly outputs: readonly (readonly [key: string, buffer: Buffer])[];
}

/** The batch buffers of one size, and the programs that read them. */
interface Lane {
  readonly own: Store;
  readonly prepared: Prepared;
  readonly scalars: HostScalars;
  /** Which outputs are renewed state, by their index. */
  readonly renewed: readonly boolean[];
  /** Host memory of the batch, by field. */
  readonly arrays: Map<string, HostArray>;
  inputs: readonly Buffer[];
}

const stateRoles = ['parameter', 'slot', 'statistic'] as const;
const isState = (key: string): boolean => stateRoles.some((role) => key.startsWith(portKey(role, '')));
const scalarType: TensorType = { dtype: 'float32', shape: [] };
const counterType: TensorType = { dtype: 'int32', shape: [4] };
const counterKey = portKey('counter', 'counter');
const weightKey = portKey('weight', 'weight');

/** A trainer with the given weights; slots are zero. */
export const createTrainer = (
  trainable: Trainable,
  data: Pick<Dataset, 'parts'>,
  weights: ReadonlyMap<string, HostTensor>,
  session: Session,
): Trainer => {
  const { device, catalog } = session;
  const store = createStore(device);
  const lanes = new Map<string, Lane>();
  let waiting: Waiting[] = [];

  const bindState = (program: Program): void => {
    for (const { role, name, value } of program.inputs) {
      const key = portKey(role, name);
      if (store.has(key)) continue;
      const type = program.values[value]!;
      if (role === 'slot') store.write(key, { type, data: hostArray(type.dtype, sizeOf(type.shape)) });
      const tensor = role === 'parameter' || role === 'statistic' ? weights.get(name) : undefined;
      if (tensor !== undefined) store.write(key, { type, data: tensor.data });
    }
  };

  const laneOf = async (kind: 'step' | 'evaluate', examples: number): Promise<Outcome<Lane>> => {
    const known = lanes.get(`${kind} ${examples}`);
    if (known !== undefined) return success(known);
    const prepared = await session.prepare(
      `${trainable.key} ${kind} ${examples}`,
      () => trainable.programs(examples)[kind],
    );
    if (!prepared.ok) return prepared;
    const { program } = prepared.value;
    bindState(program);
    const own = createStore(device);
    const arrays = new Map<string, HostArray>();
    for (const { role, name, value } of program.inputs) {
      const type = program.values[value]!;
      const key = portKey(role, name);
      if (role === 'batch') {
        arrays.set(name, arrayLike(data.parts.train.columns.get(name)!, examples));
        own.write(key, { type, data: arrays.get(name)! });
      } else if (role === 'weight') own.write(key, { type, data: new Float32Array(examples).fill(1) });
      else if (role === 'scalar') store.write(key, { type: scalarType, data: new Float32Array(1) });
      else if (role === 'counter') store.write(key, { type: counterType, data: new Int32Array(4) });
    }
    const lane: Lane = {
      own,
      prepared: prepared.value,
      scalars: hostScalars(trainable, catalog, program),
      renewed: prepared.value.outputs.map(isState),
      arrays,
      inputs: store.inputsOf(prepared.value, own),
    };
    lanes.set(`${kind} ${examples}`, lane);
    return success(lane);
  };

  const fill = (lane: Lane, part: Part, rows: Int32Array, draw?: Draw): void => {
    fillBatch(part, rows, lane.arrays, draw);
    for (const [name, array] of lane.arrays) {
      const key = portKey('batch', name);
      lane.own.write(key, { type: lane.own.get(key)!.type, data: array });
    }
  };

  const count = (step: number, batch: number): void => {
    if (store.has(counterKey))
      store.write(counterKey, { type: counterType, data: Int32Array.of(trainable.seed, step, batch, 0) });
  };

  return {
    store,
    prepareStep: async (examples) => {
      const lane = await laneOf('step', examples);
      return lane.ok ? success(lane.value.prepared) : lane;
    },
    step: ({ step, epoch, rate, rows, part }) => {
      const lane = lanes.get(`step ${rows.length}`);
      if (lane === undefined) throw new Error(`No step of ${rows.length} examples was prepared.`);
      fill(lane, part, rows, { seed: trainable.seed, epoch });
      count(step, 0);
      for (const [name, value] of lane.scalars(step, rate))
        store.write(portKey('scalar', name), { type: scalarType, data: Float32Array.of(value) });
      const buffers = lane.prepared.executable.run(lane.inputs);
      const outputs: [string, Buffer][] = [];
      let moved = false;
      for (const [index, key] of lane.prepared.outputs.entries()) {
        const buffer = buffers[index]!;
        if (lane.renewed[index] !== true) outputs.push([key, buffer]);
        else if (store.get(key) !== buffer) {
          // Not donated: the new tensor takes the place of the old one, and every lane must be bound anew.
          store.adopt(key, buffer);
          moved = true;
        }
      }
      if (moved) for (const other of lanes.values()) other.inputs = store.inputsOf(other.prepared, other.own);
      waiting.push({ step, epoch, rows, outputs });
    },
    waiting: () => waiting.length,
    drain: async () => {
      const ready = waiting;
      waiting = [];
      const results: StepResult[] = [];
      for (const { outputs, ...taken } of ready) {
        const read = new Map<string, HostArray>();
        for (const [key, buffer] of outputs) {
          read.set(key, await device.read(buffer));
          device.free(buffer);
        }
        results.push(resultOf(taken, read));
      }
      return results;
    },
    evaluate: async (part, pause) => {
      const lane = await laneOf('evaluate', trainable.batch);
      if (!lane.ok) return lane;
      const { own, prepared, inputs } = lane.value;
      const sums: Sums = new Map();
      let batches = 0;
      for (let start = 0; start < part.rows.length; start += trainable.batch) {
        const rows = part.rows.subarray(start, start + trainable.batch);
        fill(lane.value, part, rows);
        if (own.has(weightKey))
          own.write(weightKey, {
            type: own.get(weightKey)!.type,
            data: Float32Array.from({ length: trainable.batch }, (_, place) => (place < rows.length ? 1 : 0)),
          });
        // No step is number 0: what an evaluation draws is its own, and the same every time.
        count(0, batches);
        const outputs = prepared.executable.run(inputs);
        for (const [index, key] of prepared.outputs.entries()) {
          addSums(sums, key.slice(key.indexOf('/') + 1), await device.read(outputs[index]!));
          device.free(outputs[index]!);
        }
        batches++;
        await pause?.();
      }
      return success({ sums, batches });
    },
    close: () => {
      for (const { outputs } of waiting) for (const [, buffer] of outputs) device.free(buffer);
      for (const { own } of lanes.values()) own.close();
      for (const name of lanes.keys()) session.forget(`${trainable.key} ${name}`);
      store.close();
    },
  };
};

const resultOf = (
  taken: Pick<StepResult, 'step' | 'epoch' | 'rows'>,
  read: ReadonlyMap<string, HostArray>,
): StepResult => {
  const metric = portKey('metric', '');
  const sums = new Map(
    [...read]
      .filter(([key]) => key.startsWith(metric))
      .map(([key, data]) => [key.slice(metric.length), data]),
  );
  const ok = read.get(portKey('finding', 'ok'));
  return {
    ...taken,
    loss: (sums.get('loss')?.[0] ?? NaN) / (sums.get('weight')?.[0] ?? NaN),
    ok: ok === undefined || ok[0] === 1,
    sums,
  };
};

/** Prepares full batches, and the smaller one that an epoch may end with. */
export const prepareSteps = async (
  trainer: Trainer,
  examples: number,
  batch: number,
): Promise<Outcome<undefined>> => {
  const full = Math.min(batch, examples);
  for (const size of new Set([full, examples % full || full])) {
    const prepared = await trainer.prepareStep(size);
    if (!prepared.ok) return prepared;
  }
  return success(undefined);
};
