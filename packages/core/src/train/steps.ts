import { success, type Outcome } from '@neurite/contract';
import { readAhead } from '../data/windows.js';
import { report } from '../diagnostics.js';
import { watchFirstLoss, watchStep } from '../health/watch.js';
import { turnAt } from './acts.js';
import { batchesOf, stepSize } from './batches.js';
import { tellFinding, type Run } from './context.js';
import { diagnoseStep } from './diagnose.js';
import { save } from './save.js';
import type { StepResult } from './step-result.js';
import type { Trainer } from './trainer.js';

// Devices whose memory is at hand are read after every step: a copy of a few numbers. Others are read in bulk, since each read
// waits for everything that was enqueued before it.
const MOST_WAITING = 32;
const SAMPLE_MS = 100;
// Replaying a step costs more than a step, and a run that fails often fails for the same reason each time.
const MOST_DIAGNOSES = 3;

/** Runs the steps that are left of an epoch, over rows in the given order; gives why they ended early, if they did. */
export const runSteps = async (
  run: Run,
  order: Int32Array,
): Promise<Outcome<'diverged' | 'abandoned' | 'interrupted' | undefined>> => {
  const { recipe, options, session, setup, ledger, act, trainers, perEpoch } = run;
  const { signal, storage, checkpointSeconds = 10, patience = 20, abandon = Infinity } = options;
  const mostWaiting = session.device.capabilities.memory === 'linear' ? 1 : MOST_WAITING;
  const part = setup.data.parts.train;
  const size = stepSize(recipe);
  const last = run.start.step + run.total;
  let { step, position } = ledger.progress();
  const { epoch } = ledger.progress();
  const windows = readAhead(part, order, size, { seed: recipe.seed, epoch });
  const hopeless = async (): Promise<'diverged' | 'abandoned' | undefined> => {
    if ((await drain(run)) < patience) return ledger.exceeds(abandon) ? 'abandoned' : undefined;
    tellFinding(run, { step, diagnostic: report('training-diverged', { steps: patience, step }) });
    return 'diverged';
  };
  for (; position < perEpoch && step < last; position++) {
    if (signal?.aborted === true) {
      await drain(run);
      await save(run);
      return success('interrupted');
    }
    const window = windows === undefined ? success(part) : await windows(position);
    if (!window.ok) return window;
    step++;
    const rows = order.subarray(position * size, (position + 1) * size);
    const { index, step: own } = turnAt(act, step - run.start.step);
    const look = await watchStep(run, index, position);
    const stays = run.averaging?.staysAt(step - run.start.step, own) ?? 1;
    await trainers[index]!.step({
      step,
      own,
      epoch,
      rate: run.rateOf(index, own),
      stays,
      rows,
      part: window.value,
      pause: run.pause,
    });
    ledger.stepped();
    await look?.();
    const reason = waiting(run) >= mostWaiting ? await hopeless() : undefined;
    if (reason !== undefined) return success(reason);
    if (storage !== undefined && run.clock() - run.state.saved >= checkpointSeconds * 1000) {
      await drain(run);
      await save(run);
    }
    await run.pause();
  }
  return success(await hopeless());
};

const waiting = ({ trainers }: Run): number => trainers.reduce((sum, trainer) => sum + trainer.waiting(), 0);

/** Takes in the results of all steps that wait, in their order; gives the most that failed in a row. */
const drain = async (run: Run): Promise<number> => {
  const results: { readonly result: StepResult; readonly turn: number }[] = [];
  for (const [turn, trainer] of run.trainers.entries())
    for (const result of await trainer.drain()) results.push({ result, turn });
  let most = 0;
  for (const { result, turn } of results.sort((a, b) => a.result.step - b.result.step)) {
    const failures = run.ledger.read(result, turn);
    most = Math.max(most, failures);
    watchFirstLoss(run, result);
    if (!result.ok) await explain(run, result, run.trainers[turn]!);
    else if (run.clock() - run.state.sampled >= SAMPLE_MS) tell(run, result);
  }
  return most;
};

const tell = (run: Run, { step, loss }: StepResult): void => {
  const { state, clock, emit, perEpoch, act, start, rateOf } = run;
  state.sampled = clock();
  const { index, step: own } = turnAt(act, step - start.step);
  const { phase } = act.turns[index]!;
  emit({
    event: 'step',
    step,
    epoch: start.epoch + Math.ceil((step - start.step) / perEpoch),
    ...(phase === undefined ? {} : { phase }),
    loss,
    rate: rateOf(index, own),
  });
};

/**
 * Says why a step failed. Where results are read in bulk, steps that came after it may have changed the state that it is
 * explained on; elsewhere the state is the one that it was taken from.
 */
const explain = async (run: Run, result: StepResult, { trainable }: Trainer): Promise<void> => {
  const { state, recipe, setup, session } = run;
  if (state.diagnoses++ >= MOST_DIAGNOSES) return;
  const { accumulate, batch } = trainable;
  const diagnostic = await diagnoseStep(
    {
      step: result.step,
      epoch: result.epoch,
      seed: recipe.seed,
      batches: accumulate === undefined ? [result.rows] : batchesOf(result.rows, batch),
      part: setup.data.parts.train,
      graph: recipe.graph,
      gradients: (examples) => trainable.programs(examples).gradients,
      state: setup.store,
    },
    session,
  );
  tellFinding(run, { step: result.step, diagnostic });
};
