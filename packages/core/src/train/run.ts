import { sizeOf, success, type Outcome, type Recipe } from '@neurite/contract';
import { hostRandom } from '@neurite/program';
import { shuffled } from '../data/shuffle.js';
import { digestWeights } from '../format/digest.js';
import { keepRun, keepSource } from '../report/keep-run.js';
import { toldBy } from '../health/told.js';
import { watchAllowances, watchEpochs } from '../health/watch.js';
import { portKey } from '../session/prepared.js';
import type { Session } from '../session/session.js';
import type { Store } from '../session/store.js';
import { stepsOfTurn, turnAt, type Act } from './acts.js';
import { averagingOf } from './average.js';
import { stepSize } from './batches.js';
import {
  averagedView,
  evaluatePart,
  judgedWeights,
  weightsIn,
  type Emit,
  type Run,
  type RunState,
} from './context.js';
import type { EndReason, EpochRecord, TrainEvent } from './events.js';
import { createLedger, type Ledger } from './ledger.js';
import type { TrainOptions } from './options.js';
import { createPause } from './pause.js';
import { save } from './save.js';
import { rateFactor, type PastEpoch } from './schedule.js';
import { setUp, type Setup } from './set-up.js';
import { runSteps } from './steps.js';
import type { Trained } from './trained.js';

// Long enough to cost nothing, short enough that a page scrolls and Ctrl-C feels immediate.
const PAUSE_MS = 50;

/** Reasons for which no act follows. */
const unfinished: ReadonlySet<EndReason | 'interrupted'> = new Set(['interrupted', 'diverged', 'abandoned']);

/** Trains until the end, or until the signal says stop; tells what happens as it does. */
export const runTraining = async (
  recipe: Recipe,
  options: TrainOptions,
  session: Session,
  emit: Emit,
): Promise<Outcome<Trained>> => {
  const outcome = await setUp(recipe, options, session, emit);
  if (!outcome.ok) {
    // Pretraining that is interrupted is no mistake; nothing of it is kept.
    if (!outcome.diagnostics.some(({ severity }) => severity === 'error'))
      emit({ event: 'interrupted', ...place(options), step: 0 });
    return outcome;
  }
  const setup = outcome.value;
  const runOf = createRuns(recipe, options, session, setup, emit);
  try {
    if (options.storage !== undefined) await keepSource(recipe, options.storage, options.source);
    emit(startEvent(recipe, options, session, setup));
    for (const diagnostic of setup.findings)
      emit({ event: 'finding', step: setup.progress.step, diagnostic });
    for (;;) {
      const run = runOf();
      const reason = await runEpochs(run);
      if (!reason.ok) return reason;
      const isOver = unfinished.has(reason.value);
      if (isOver || run.act === setup.acts.at(-1)) return await conclude(run, reason.value);
      await closeAct(run);
    }
  } finally {
    for (const trainer of setup.trainers.flat()) trainer.close();
    setup.store.close();
  }
};

/** Makes the run of the act that is under way, by what is there from the beginning to the end. */
const createRuns = (
  recipe: Recipe,
  options: TrainOptions,
  session: Session,
  setup: Setup,
  emit: Emit,
): (() => Run) => {
  const clock = options.clock ?? (() => performance.now());
  const ledger = createLedger(recipe, setup.acts, session.catalog, setup.progress, clock);
  const pause = createPause(clock, PAUSE_MS);
  const state: RunState = {
    kept: setup.kept,
    sampled: -Infinity,
    saved: clock(),
    diagnoses: 0,
    told: toldBy(setup.progress.findings),
    ratio: undefined,
  };
  const perEpoch = stepsPerEpoch(recipe, setup);
  return () => {
    const { index, step, epoch } = ledger.progress().act;
    const act = setup.acts[index]!;
    const total = stepsOf(act, perEpoch);
    const rates = act.turns.map((turn, place) => {
      const { schedules, metrics } = turn.recipe;
      const epochs = pastOf(ledger, (done) => stepsOfTurn(act, place, done - step), epoch);
      const steps = stepsOfTurn(act, place, total);
      const factor = rateFactor(schedules, session.catalog, steps, { metrics, epochs });
      return (own: number): number => turn.recipe.rate * factor(own - 1);
    });
    return {
      ...{ recipe, options, session, setup, emit, clock, ledger, pause, state, act, perEpoch, total },
      trainers: setup.trainers[index]!,
      start: { step, epoch },
      rateOf: (turn, own) => rates[turn]!(own),
      ...(recipe.average === undefined
        ? {}
        : { averaging: averagingOf(recipe.average, act, perEpoch, total) }),
    };
  };
};

/** The epochs of an act that are over, by a turn's own steps; the same list until one is added. */
const pastOf = (
  ledger: Ledger,
  ownSteps: (done: number) => number,
  before: number,
): (() => readonly PastEpoch[]) => {
  let known: { readonly all: readonly EpochRecord[]; readonly past: readonly PastEpoch[] } | undefined;
  return () => {
    const all = ledger.epochs();
    if (known?.all !== all) {
      const own = all.filter(({ epoch }) => epoch > before);
      known = { all, past: own.map((record) => ({ step: ownSteps(record.step), record })) };
    }
    return known.past;
  };
};

const stepsPerEpoch = (recipe: Recipe, { data }: Setup): number =>
  Math.ceil(data.parts.train.rows.length / stepSize(recipe));

const stepsOf = ({ steps, epochs }: Act, perEpoch: number): number =>
  Math.min(steps ?? Infinity, perEpoch * epochs);

/** The next act begins with the weights that this one comes to. */
const closeAct = async (run: Run): Promise<void> => {
  await settle(run);
  run.state.kept = new Map();
  for (const trainer of run.trainers) trainer.close();
  run.ledger.openAct();
};

/** The weights that the rule `keep` chose take the place of the last ones, or the averages if there are any. */
const settle = async (run: Run): Promise<void> => {
  const { store } = run.setup;
  if (run.state.kept.size === 0 && averagedView(run).size === 0) return;
  const weights = run.state.kept.size > 0 ? run.state.kept : await judgedWeights(run);
  for (const [path, tensor] of weights)
    for (const role of ['parameter', 'statistic'] as const)
      if (store.has(portKey(role, path)))
        store.write(portKey(role, path), { type: tensor, data: tensor.data });
};

const place = ({ storage }: TrainOptions): { readonly run?: string } =>
  storage === undefined ? {} : { run: storage.place };

const startEvent = (recipe: Recipe, options: TrainOptions, session: Session, setup: Setup): TrainEvent => {
  const parts = Object.entries(setup.data.parts);
  const perEpoch = stepsPerEpoch(recipe, setup);
  return {
    event: 'start',
    ...place(options),
    recipe: recipe.name,
    model: recipe.model.name,
    backend: session.device.description,
    parameters: trainableSize(recipe, setup.store),
    examples: Object.fromEntries(parts.map(([name, { rows }]) => [name, rows.length])),
    epochs: recipe.epochs,
    steps: setup.acts.reduce((sum, act) => sum + stepsOf(act, perEpoch), 0),
    batch: recipe.batch,
    ...(recipe.accumulate === undefined ? {} : { accumulate: recipe.accumulate }),
    seed: recipe.seed,
    ...(setup.resumed ? { resumed: setup.progress.step } : {}),
  };
};

const trainableSize = (recipe: Recipe, store: Store): number => {
  const frozen = new Set(recipe.frozen);
  return recipe.graph.parameters
    .filter(({ path, role }) => role === 'parameter' && !frozen.has(path))
    .reduce((sum, { path }) => sum + sizeOf(store.get(portKey('parameter', path))?.type.shape ?? [0]), 0);
};

/** Epoch after epoch; gives why it ended. */
const runEpochs = async (run: Run): Promise<Outcome<EndReason | 'interrupted'>> => {
  const { recipe, ledger, setup, act, start, perEpoch, total, emit } = run;
  const { until = Infinity } = run.options;
  const { ended } = setup.progress;
  // A run that came to its end may be resumed to go on for longer; one that was stopped stays stopped.
  if (ended === 'early' || ended === 'diverged' || ended === 'abandoned') return success(ended);
  const { rows } = setup.data.parts.train;
  for (;;) {
    const { epoch, step, position } = ledger.progress();
    // The last epoch may still be open: a checkpoint can fall between its last step and its scores.
    if (step - start.step >= total && position === 0)
      return success(total < perEpoch * act.epochs ? 'steps' : 'epochs');
    if (position === 0 && epoch >= until) {
      await save(run);
      return success('interrupted');
    }
    const random = hostRandom(recipe.seed, `epoch/${epoch}`);
    const stopped = await runSteps(
      run,
      shuffled(rows.length, random).map((at) => rows[at]!),
    );
    if (!stopped.ok) return stopped;
    if (stopped.value !== undefined) return success(stopped.value);
    const validation = await evaluatePart(run, 'validation', averagedView(run));
    if (!validation.ok) return validation;
    const { record, kept, reason } = ledger.closeEpoch(validation.value, lastRate(run));
    if (kept) run.state.kept = await judgedWeights(run);
    emit({ event: 'epoch', best: kept, ...record });
    watchEpochs(run);
    if (reason !== undefined) return success(reason);
  }
};

/** The rate of the step that was taken last. */
const lastRate = ({ ledger, act, start, rateOf }: Run): number => {
  const { index, step } = turnAt(act, ledger.progress().step - start.step);
  return rateOf(index, step);
};

/** Final weights, their scores on the test part, and what stays of the run. */
const conclude = async (run: Run, reason: EndReason | 'interrupted'): Promise<Outcome<Trained>> => {
  const { setup, ledger, session, recipe, options, emit } = run;
  if (reason !== 'interrupted') {
    if (!unfinished.has(reason)) watchAllowances(run);
    ledger.end(reason);
    await save(run);
    await settle(run);
  }
  const test = reason === 'interrupted' ? success(undefined) : await evaluatePart(run, 'test');
  if (!test.ok) return test;
  const weights = reason === 'interrupted' ? await judgedWeights(run) : await weightsIn(setup.store);
  const trained: Trained = {
    weights,
    digest: await digestWeights(weights),
    data: setup.data.digest,
    classes: setup.data.classes,
    texts: setup.data.texts,
    bindings: setup.data.bindings,
    reason,
    progress: ledger.progress(),
    ...(test.value === undefined ? {} : { test: test.value }),
    backend: session.device.description,
  };
  if (options.storage !== undefined) await keepRun(recipe, trained, session.catalog, options.storage);
  const { step, epoch, seconds, best } = trained.progress;
  if (reason === 'interrupted') emit({ event: 'interrupted', ...place(options), step });
  else
    emit({
      event: 'done',
      ...place(options),
      reason,
      steps: step,
      epochs: epoch,
      seconds,
      ...(best.keep === undefined ? {} : { kept: best.keep.epoch }),
      ...(test.value === undefined ? {} : { test: test.value }),
      weights_sha256: trained.digest,
    });
  return success(trained);
};
