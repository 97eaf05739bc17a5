import {
  success,
  type Buffer,
  type Device,
  type HostArray,
  type Outcome,
  type Program,
} from '@neurite/contract';
import { firstScalar } from '@neurite/program';
import type { Dataset, Part } from '../data/dataset.js';
import { readAhead } from '../data/windows.js';
import { portKey } from '../session/prepared.js';
import type { Session } from '../session/session.js';
import type { Store } from '../session/store.js';
import { openLane, slotsOf, writeCounter, writeScalar, type Lane, type View } from './lanes.js';
import { hostScalars, type HostScalars } from './scalars.js';
import { batchesOf, stepSize } from './batches.js';
import { resultOf, type StepResult, type Taken } from './step-result.js';
import { addSums, type Sums } from './sums.js';

/** The programs that train and judge, for one size of batch; see `assemble` of `@neurite/program`. */
export interface TrainingPrograms {
  readonly gradients: Program;
  readonly step: Program;
  readonly evaluate: Program;
  /** In the place of `step` where several batches make one. */
  readonly accumulated?: { readonly gradients: Program; readonly update: Program };
}

/** What a trainer needs to know of what it trains: a recipe, a phase of one, or a stage of pretraining. */
export interface Trainable {
  /** Distinguishes its programs from others of the session. */
  readonly key: string;
  /** Distinguishes its slots from those of others that share a store. */
  readonly owner?: string;
  readonly batch: number;
  /** How many batches make a step; default 1. */
  readonly accumulate?: number;
  readonly seed: number;
  readonly optimizer: Parameters<typeof hostScalars>[0]['optimizer'];
  programs(batch: number): TrainingPrograms;
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
  /** Called between the batches of a step. */
  readonly pause?: () => Promise<void> | undefined;
}

/** Programs over a store that other trainers may share, and how to step and judge with them. Whoever makes a trainer closes it. */
export interface Trainer {
  readonly trainable: Trainable;
  /** Prepares what steps of so many examples need. */
  prepareStep(examples: number): Promise<Outcome<unknown>>;
  /**
   * Enqueues one step; its results wait to be drained. The program must have been prepared. Where several batches make a step, what it
   * gives is to be waited for before anything else is done.
   */
  step(request: StepRequest): Promise<void> | undefined;
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

/** Outputs of a program that are to be read. */
type Outputs = readonly (readonly [key: string, buffer: Buffer])[];

interface Waiting {
  readonly taken: Taken;
  /** Of each batch. */
  readonly batches: readonly Outputs[];
  /** Of the update, where it is a program of its own. */
  readonly update: Outputs;
}

/** Steps and evaluations, and the parts of a step of several batches. */
type LaneKind = 'step' | 'evaluate' | 'accumulate' | 'update';

const programOf = ({ accumulated, ...whole }: TrainingPrograms, kind: LaneKind): Program => {
  if (kind === 'step' || kind === 'evaluate') return whole[kind];
  if (accumulated === undefined) throw new Error('Nothing was assembled to accumulate with.');
  return kind === 'accumulate' ? accumulated.gradients : accumulated.update;
};

interface StepLane extends Lane {
  readonly scalars: HostScalars;
}

// Gradients are state as long as a step is under way.
const stateRoles = ['parameter', 'slot', 'statistic', 'gradient'] as const;
const gradientKey = portKey('gradient', '');
const isState = (key: string): boolean => stateRoles.some((role) => key.startsWith(portKey(role, '')));

/** A trainer on weights that the store holds. */
export const createTrainer = (
  trainable: Trainable,
  data: Pick<Dataset, 'parts'>,
  store: Store,
  session: Session,
): Trainer => {
  const { device, catalog } = session;
  const { key, owner, seed, batch, accumulate } = trainable;
  const lanes = new Map<string, StepLane>();
  let waiting: Waiting[] = [];

  const laneOf = async (kind: LaneKind, examples: number): Promise<Outcome<StepLane>> => {
    const name = `${kind} ${examples}`;
    const known = lanes.get(name);
    if (known !== undefined) return success(known);
    const prepared = await session.prepare(`${key} ${name}`, () =>
      programOf(trainable.programs(examples), kind),
    );
    if (!prepared.ok) return prepared;
    const lane = {
      ...openLane(prepared.value, owner, data, store, session),
      scalars: hostScalars(trainable, catalog, prepared.value.program),
    };
    lanes.set(name, lane);
    return success(lane);
  };

  const ready = (kind: LaneKind, examples: number): StepLane => {
    const lane = lanes.get(`${kind} ${examples}`);
    if (lane === undefined) throw new Error(`No ${kind} of ${examples} examples was prepared.`);
    return lane;
  };

  /** Runs a program. State takes the place of what it was; everything else is to be read. */
  const run = (lane: StepLane): Outputs => {
    const buffers = lane.prepared.executable.run(lane.inputs());
    const outputs: [string, Buffer][] = [];
    for (const [index, name] of lane.prepared.outputs.entries()) {
      // What is not donated is a new tensor, which takes the place of the old one.
      if (isState(name)) store.adopt(name, buffers[index]!);
      else outputs.push([name, buffers[index]!]);
    }
    return outputs;
  };

  const writeScalars = (lane: StepLane, { own, rate, stays = 1 }: StepRequest): void => {
    for (const [name, value] of lane.scalars(own, rate, stays)) writeScalar(store, name, value);
  };

  const stepOnce = (request: StepRequest): Omit<Waiting, 'taken'> => {
    const { step, epoch, rows, part } = request;
    const lane = ready('step', rows.length);
    lane.fill(part, rows, { seed, epoch });
    writeCounter(store, seed, step, 0);
    writeScalars(lane, request);
    return { batches: [run(lane)], update: [] };
  };

  const accumulateStep = async (request: StepRequest): Promise<Omit<Waiting, 'taken'>> => {
    const { step, epoch, rows, part, pause } = request;
    const batches: Outputs[] = [];
    for (const [index, own] of batchesOf(rows, batch).entries()) {
      const lane = ready('accumulate', own.length);
      lane.fill(part, own, { seed, epoch });
      writeCounter(store, seed, step, index);
      writeScalar(store, firstScalar, index === 0 ? 1 : 0);
      batches.push(run(lane));
      await pause?.();
    }
    const update = ready('update', batch);
    writeScalars(update, request);
    return { batches, update: run(update) };
  };

  return {
    trainable,
    prepareStep: async (examples) => {
      if (accumulate === undefined) return laneOf('step', examples);
      for (const size of new Set(batchesOf(new Int32Array(examples), batch).map((rows) => rows.length))) {
        const lane = await laneOf('accumulate', size);
        if (!lane.ok) return lane;
      }
      return laneOf('update', batch);
    },
    step: (request) => {
      const { step, epoch, rows } = request;
      const keep = (outputs: Omit<Waiting, 'taken'>): void => {
        waiting.push({ taken: { step, epoch, rows }, ...outputs });
      };
      if (accumulate !== undefined) return accumulateStep(request).then(keep);
      keep(stepOnce(request));
      return undefined;
    },
    waiting: () => waiting.length,
    drain: async () => {
      const done = waiting;
      waiting = [];
      const results: StepResult[] = [];
      for (const { taken, batches, update } of done) {
        const read: ReadonlyMap<string, HostArray>[] = [];
        for (const outputs of batches) read.push(await readAll(device, outputs));
        results.push(resultOf(taken, read, await readAll(device, update)));
      }
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
      for (const { batches, update } of waiting)
        for (const [, buffer] of [...batches, update].flat()) device.free(buffer);
      for (const [name, { own, prepared }] of lanes) {
        own.close();
        for (const input of prepared.inputs)
          if (input.startsWith(slotsOf(owner)) || input.startsWith(gradientKey)) store.drop(input);
        session.forget(`${key} ${name}`);
      }
    },
  };
};

/** Reads buffers and frees them. */
const readAll = async (device: Device, outputs: Outputs): Promise<ReadonlyMap<string, HostArray>> => {
  const read = new Map<string, HostArray>();
  for (const [key, buffer] of outputs) {
    read.set(key, await device.read(buffer));
    device.free(buffer);
  }
  return read;
};

/** Prepares full steps, and the smaller one that an epoch may end with. */
export const prepareSteps = async (trainer: Trainer, examples: number): Promise<Outcome<undefined>> => {
  const full = Math.min(stepSize(trainer.trainable), examples);
  for (const size of new Set([full, examples % full || full])) {
    const prepared = await trainer.prepareStep(size);
    if (!prepared.ok) return prepared;
  }
  return success(undefined);
};
