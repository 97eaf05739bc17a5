import { sizeOf, success, type Outcome, type Recipe } from '@neurite/contract';
import { hostRandom } from '@neurite/program';
import { shuffled } from '../data/shuffle.js';
import { digestWeights } from '../format/digest.js';
import { keepRun, keepSource } from '../report/keep-run.js';
import { portKey } from '../session/prepared.js';
import type { Session } from '../session/session.js';
import type { Store } from '../session/store.js';
import { evaluatePart, weightsIn, type Emit, type Run } from './context.js';
import type { EndReason, TrainEvent } from './events.js';
import { createLedger } from './ledger.js';
import type { TrainOptions } from './options.js';
import { createPause } from './pause.js';
import { save } from './save.js';
import { rateFactor } from './schedule.js';
import { setUp, type Setup } from './set-up.js';
import { runSteps } from './steps.js';
import type { Trained } from './trained.js';

// Long enough to cost nothing, short enough that a page scrolls and Ctrl-C feels immediate.
const PAUSE_MS = 50;

/** Trains until the end, or until the signal says stop; tells what happens as it does. */
export const runTraining = async (
  recipe: Recipe,
  options: TrainOptions,
  session: Session,
  emit: Emit,
): Promise<Outcome<Trained>> => {
  const setup = await setUp(recipe, options, session, emit);
  if (!setup.ok) {
    // Pretraining that is interrupted is no mistake; nothing of it is kept.
    if (!setup.diagnostics.some(({ severity }) => severity === 'error'))
      emit({ event: 'interrupted', ...place(options), step: 0 });
    return setup;
  }
  const run = createRun(recipe, options, session, setup.value, emit);
  try {
    if (options.storage !== undefined) await keepSource(recipe, options.storage, options.source);
    emit(startEvent(run));
    for (const diagnostic of setup.value.findings)
      emit({ event: 'finding', step: setup.value.progress.step, diagnostic });
    const reason = await runEpochs(run);
    return reason.ok ? await conclude(run, reason.value) : reason;
  } finally {
    setup.value.trainer.close();
  }
};

const createRun = (
  recipe: Recipe,
  options: TrainOptions,
  session: Session,
  setup: Setup,
  emit: Emit,
): Run => {
  const clock = options.clock ?? (() => performance.now());
  const perEpoch = Math.ceil(setup.data.parts.train.rows.length / recipe.batch);
  const total = Math.min(recipe.steps ?? Infinity, perEpoch * recipe.epochs);
  const factor = rateFactor(recipe.schedules, session.catalog, total);
  return {
    recipe,
    options,
    session,
    setup,
    emit,
    clock,
    ledger: createLedger(recipe, session.catalog, setup.progress, clock),
    pause: createPause(clock, PAUSE_MS),
    perEpoch,
    total,
    rateOf: (step) => recipe.rate * factor(step - 1),
    state: { kept: setup.kept, sampled: -Infinity, saved: clock(), diagnoses: 0 },
  };
};

const place = ({ storage }: TrainOptions): { readonly run?: string } =>
  storage === undefined ? {} : { run: storage.place };

const startEvent = (run: Run): TrainEvent => {
  const { recipe, options, session, setup, total } = run;
  const parts = Object.entries(setup.data.parts);
  return {
    event: 'start',
    ...place(options),
    recipe: recipe.name,
    model: recipe.model.name,
    backend: session.device.description,
    parameters: trainableSize(recipe, setup.trainer.store),
    examples: Object.fromEntries(parts.map(([name, { rows }]) => [name, rows.length])),
    epochs: recipe.epochs,
    steps: total,
    batch: recipe.batch,
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
  const { recipe, ledger, setup, perEpoch, total, emit } = run;
  const { until = Infinity } = run.options;
  const { ended } = setup.progress;
  // A run that came to its end may be resumed to go on for longer; one that was stopped stays stopped.
  if (ended === 'early' || ended === 'diverged' || ended === 'abandoned') return success(ended);
  const { rows } = setup.data.parts.train;
  for (;;) {
    const { epoch, step, position } = ledger.progress();
    // The last epoch may still be open: a checkpoint can fall between its last step and its scores.
    if (step >= total && position === 0)
      return success(total < perEpoch * recipe.epochs ? 'steps' : 'epochs');
    if (position === 0 && epoch >= until) {
      await save(run);
      return success('interrupted');
    }
    const random = hostRandom(recipe.seed, `epoch/${epoch}`);
    const stopped = await runSteps(
      run,
      shuffled(rows.length, random).map((at) => rows[at]!),
    );
    if (stopped !== undefined) return success(stopped);
    const validation = await evaluatePart(run, 'validation');
    if (!validation.ok) return validation;
    const { record, kept, reason } = ledger.closeEpoch(validation.value, run.rateOf(ledger.progress().step));
    if (kept) run.state.kept = await weightsIn(setup.trainer.store);
    emit({ event: 'epoch', best: kept, ...record });
    if (reason !== undefined) return success(reason);
  }
};

/** Final weights, their scores on the test part, and what stays of the run. */
const conclude = async (run: Run, reason: EndReason | 'interrupted'): Promise<Outcome<Trained>> => {
  const { setup, ledger, session, state, recipe, options, emit } = run;
  const { store } = setup.trainer;
  if (reason !== 'interrupted') {
    ledger.end(reason);
    await save(run);
    for (const [path, tensor] of state.kept)
      for (const role of ['parameter', 'statistic'] as const)
        if (store.has(portKey(role, path)))
          store.write(portKey(role, path), { type: tensor, data: tensor.data });
  }
  const test = reason === 'interrupted' ? success(undefined) : await evaluatePart(run, 'test');
  if (!test.ok) return test;
  const weights = await weightsIn(store);
  const trained: Trained = {
    weights,
    digest: await digestWeights(weights),
    data: setup.data.digest,
    classes: setup.data.classes,
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
