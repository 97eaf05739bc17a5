import { success, type Catalog, type Outcome, type Recipe } from '@neurite/contract';
import { averageName } from '@neurite/program';
import type { Part } from '../data/dataset.js';
import type { Told } from '../health/told.js';
import { portKey } from '../session/prepared.js';
import type { Session } from '../session/session.js';
import type { Store } from '../session/store.js';
import type { Weights } from '../values/weights.js';
import type { Act } from './acts.js';
import type { Averaging } from './average.js';
import type { Finding, Scores, TrainEvent } from './events.js';
import { slotsOf, type View } from './lanes.js';
import type { Ledger } from './ledger.js';
import type { TrainOptions } from './options.js';
import type { Clock } from './pause.js';
import type { Setup } from './set-up.js';
import { finishTurns, type TurnSums } from './sums.js';
import type { Trainer } from './trainer.js';

export type Emit = (event: TrainEvent) => void;

/** Everything that the parts of a run share while an act of it is under way. */
export interface Run {
  readonly recipe: Recipe;
  readonly options: TrainOptions;
  readonly session: Session;
  readonly setup: Setup;
  readonly ledger: Ledger;
  readonly emit: Emit;
  readonly clock: Clock;
  readonly pause: () => Promise<void> | undefined;
  readonly act: Act;
  /** One for each turn of the act. */
  readonly trainers: readonly Trainer[];
  /** Steps and epochs that were done when the act began. */
  readonly start: { readonly step: number; readonly epoch: number };
  /** Steps of an epoch, and of the whole act. */
  readonly perEpoch: number;
  readonly total: number;
  /** The rate of a step of a turn, which counts from 1. */
  readonly rateOf: (turn: number, step: number) => number;
  /** How weights are averaged, if they are. */
  readonly averaging?: Averaging;
  /** What changes beside the ledger, and outlives the act. */
  readonly state: RunState;
}

export interface RunState {
  /** The weights that the rule `keep` chose; empty before it did. */
  kept: Weights;
  /** When a step was last told of, and when a checkpoint was last written, by the clock. */
  sampled: number;
  saved: number;
  diagnoses: number;
  /** What the rules that watch have told of. */
  readonly told: Told;
  /** How far a step moved the weights when that was last measured, as a part of their size. */
  ratio: number | undefined;
}

/** Tells of what was found, and keeps it for the report. */
export const tellFinding = ({ ledger, emit }: Run, finding: Finding): void => {
  ledger.found(finding);
  emit({ event: 'finding', ...finding });
};

/** Parameters and statistics as they are now. */
export const weightsIn = async (store: Store): Promise<Weights> =>
  new Map([...(await store.readAll('parameter')), ...(await store.readAll('statistic'))]);

/** Averages that are there, in the place of what they are averages of. */
export const averagedView = ({ recipe, averaging, trainers, setup, ledger, start }: Run): View => {
  const step = ledger.progress().step - start.step;
  return new Map(
    trainers.flatMap(({ trainable: { owner } }, turn) =>
      averaging?.hasAfter(turn, step) === true
        ? recipe.graph.parameters.flatMap(({ path, role }) => {
            const average = `${slotsOf(owner)}${averageName(path)}`;
            return setup.store.has(average) ? [[portKey(role, path), average] as const] : [];
          })
        : [],
    ),
  );
};

/** Parameters and statistics as they are judged and kept: averages, where the recipe averages. */
export const judgedWeights = async (run: Run): Promise<Weights> => {
  const { setup, session } = run;
  const weights = new Map(await weightsIn(setup.store));
  for (const [key, average] of averagedView(run)) {
    const path = key.slice(key.indexOf('/') + 1);
    const data = (await session.device.read(setup.store.get(average)!)).slice();
    weights.set(path, { ...weights.get(path)!, data });
  }
  return weights;
};

/** Scores of a part; undefined where the data has no such part. `view` is as for a trainer. */
export const evaluatePart = async (
  { setup, recipe, session, pause, trainers, act }: Run,
  name: 'validation' | 'test',
  view?: View,
): Promise<Outcome<Scores | undefined>> => {
  const part = setup.data.parts[name];
  return part === undefined
    ? success(undefined)
    : evaluateTurns(act, trainers, part, recipe.metrics, session.catalog, pause, view);
};

/** Scores of the turns of an act on a part. */
export const evaluateTurns = async (
  { turns }: Act,
  trainers: readonly Trainer[],
  part: Part,
  metrics: Recipe['metrics'],
  catalog: Catalog,
  pause?: () => Promise<void> | undefined,
  view?: View,
): Promise<Outcome<Scores>> => {
  const done: TurnSums[] = [];
  for (const [index, trainer] of trainers.entries()) {
    const outcome = await trainer.evaluate(part, pause, view);
    if (!outcome.ok) return outcome;
    const { phase } = turns[index]!;
    done.push({ ...(phase === undefined ? {} : { phase }), ...outcome.value });
  }
  // All of them saw the same examples with the same weights: each measured the same.
  return success(finishTurns(done, done[0]!.sums, metrics, catalog));
};
