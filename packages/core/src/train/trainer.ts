import {
  success,
  type Buffer,
  type Device,
  type HostArray,
  type Outcome,
  type Program,
} from '@neurite/contract';
import type { Dataset, Part } from '../data/dataset.js';
import { readAhead } from '../data/windows.js';
import { portKey, type Prepared } from '../session/prepared.js';
import type { Session } from '../session/session.js';
import type { Store } from '../session/store.js';
import { openLane, slotsOf, writeCounter, writeScalar, type Lane, type View } from './lanes.js';
import { hostScalars, type HostScalars } from './scalars.js';
import { addSums, type Sums } from './sums.js';

/** The programs that train and judge, for one size of batch; see `assemble` of `@neurite/program`. */
export interface TrainingPrograms {
  readonly gradients: Program;
  readonly step: Program;
  readonly evaluate: Program;
}

/** What a trainer needs to know of what it trains: a recipe, a phase of one, or a stage of pretraining. */
export interface Trainable {
  /** Distinguishes its programs from others of the session. */
  readonly key: string;
  /** Distinguishes its slots from those of others that share a store. */
  readonly owner?: string;
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

/** A step to take. */
export interface StepRequest {
  /** Of the run; random numbers depend on it. */
  readonly step: number;
  /** The how many-th step of this trainer it is, from 1; the optimizer's scalars depend on it. */
  readonly own: number;
  /** Counts from 0; random changes of examples depend on it. */
  readonly epoch: number;
  readonly rate: number;
  /** How much of the averages of the weights stays; default 1. */
  readonly stays?: number;
  readonly rows: Int32Array;
  /** A part that holds the rows. */
  readonly part: Part;
}

/** Programs over a store that other trainers may share, and how to step and judge with them. Whoever makes a trainer closes it. */
export interface Trainer {
  readonly trainable: Trainable;
  /** Prepares what steps of so many examples need. */
  prepareStep(examples: number): Promise<Outcome<Prepared>>;
  /** Enqueues one step; its results wait to be drained. The program must have been prepared. */
  step(request: StepRequest): void;
  /** Steps whose results have not been read. */
  waiting(): number;
  /** Reads the results of all steps that wait, in their order. */
  drain(): Promise<readonly StepResult[]>;
  /**
   * Sums of the evaluation program over a part, and the number of batches. `pause` is called between batches; `view` says what of the
   * store takes the place of what.
   */
  evaluate(
    part: Part,
    pause?: () => Promise<void> | undefined,
    view?: View,
  ): Promise<Outcome<{ readonly sums: Sums; readonly batches: number }>>;
  /** Frees its programs, batches and slots; the store is not its own. */
  close(): void;
}

/** Which step it was. */
type Taken = Pick<StepResult, 'step' | 'epoch' | 'rows'>;

interface Waiting {
  readonly taken: Taken;
  readonly outputs: readonly (readonly [key: string, buffer: Buffer])[];
}

interface StepLane extends Lane {
  readonly scalars: HostScalars;
}

const stateRoles = ['parameter', 'slot', 'statistic'] as const;
const isState = (key: string): boolean => stateRoles.some((role) => key.startsWith(portKey(role, '')));

/** A trainer on weights that the store holds. */
export const createTrainer = (
  trainable: Trainable,
  data: Pick<Dataset, 'parts'>,
  store: Store,
  session: Session,
): Trainer => {
  const { device, catalog } = session;
  const { key, owner, seed, batch } = trainable;
  const lanes = new Map<string, StepLane>();
  let waiting: Waiting[] = [];

  const laneOf = async (kind: 'step' | 'evaluate', examples: number): Promise<Outcome<StepLane>> => {
    const name = `${kind} ${examples}`;
    const known = lanes.get(name);
    if (known !== undefined) return success(known);
    const prepared = await session.prepare(`${key} ${name}`, () => trainable.programs(examples)[kind]);
    if (!prepared.ok) return prepared;
    const lane = {
      ...openLane(prepared.value, owner, data, store, session),
      scalars: hostScalars(trainable, catalog, prepared.value.program),
    };
    lanes.set(name, lane);
    return success(lane);
  };

  return {
    trainable,
    prepareStep: async (examples) => {
      const lane = await laneOf('step', examples);
      return lane.ok ? success(lane.value.prepared) : lane;
    },
    step: ({ step, own, epoch, rate, stays = 1, rows, part }) => {
      const lane = lanes.get(`step ${rows.length}`);
      if (lane === undefined) throw new Error(`No step of ${rows.length} examples was prepared.`);
      lane.fill(part, rows, { seed, epoch });
      writeCounter(store, seed, step, 0);
      for (const [name, value] of lane.scalars(own, rate, stays)) writeScalar(store, name, value);
      const buffers = lane.prepared.executable.run(lane.inputs());
      const outputs: [string, Buffer][] = [];
      for (const [index, name] of lane.prepared.outputs.entries()) {
        // What is not donated is a new tensor, which takes the place of the old one.
        if (isState(name)) store.adopt(name, buffers[index]!);
        else outputs.push([name, buffers[index]!]);
      }
      waiting.push({ taken: { step, epoch, rows }, outputs });
    },
    waiting: () => waiting.length,
    drain: async () => {
      const ready = waiting;
      waiting = [];
      const results: StepResult[] = [];
      for (const { taken, outputs } of ready) results.push(resultOf(taken, await readAll(device, outputs)));
      return results;
    },
    evaluate: async (part, pause, view) => {
      const opened = await laneOf('evaluate', batch);
      if (!opened.ok) return opened;
      const lane = opened.value;
      const sums: Sums = new Map();
      let batches = 0;
      const windows = readAhead(part, part.rows, batch);
      for (let start = 0; start < part.rows.length; start += batch) {
        const rows = part.rows.subarray(start, start + batch);
        const window = windows === undefined ? success(part) : await windows(start / batch);
        if (!window.ok) return window;
        lane.fill(window.value, rows);
        lane.weigh((place) => (place < rows.length ? 1 : 0));
        // No step is number 0: what an evaluation draws is its own, and the same every time.
        writeCounter(store, seed, 0, batches);
        const buffers = lane.prepared.executable.run(lane.inputs(view));
        const outputs = lane.prepared.outputs.map((name, index) => [name, buffers[index]!] as const);
        for (const [name, sum] of await readAll(device, outputs))
          addSums(sums, name.slice(name.indexOf('/') + 1), sum);
        batches++;
        await pause?.();
      }
      return success({ sums, batches });
    },
    close: () => {
      for (const { outputs } of waiting) for (const [, buffer] of outputs) device.free(buffer);
      for (const [name, { own, prepared }] of lanes) {
        own.close();
        for (const input of prepared.inputs) if (input.startsWith(slotsOf(owner))) store.drop(input);
        session.forget(`${key} ${name}`);
      }
    },
  };
};

/** Reads buffers and frees them. */
const readAll = async (
  device: Device,
  outputs: readonly (readonly [key: string, buffer: Buffer])[],
): Promise<ReadonlyMap<string, HostArray>> => {
  const read = new Map<string, HostArray>();
  for (const [key, buffer] of outputs) {
    read.set(key, await device.read(buffer));
    device.free(buffer);
  }
  return read;
};

const resultOf = (taken: Taken, read: ReadonlyMap<string, HostArray>): StepResult => {
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
