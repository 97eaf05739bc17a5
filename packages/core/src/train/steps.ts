import { report } from '../diagnostics.js';
import type { Run } from './context.js';
import { diagnoseStep } from './diagnose.js';
import { save } from './save.js';
import type { StepResult } from './trainer.js';

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
): Promise<'diverged' | 'abandoned' | 'interrupted' | undefined> => {
  const { recipe, options, session, setup, ledger, perEpoch, total, emit } = run;
  const { signal, storage, checkpointSeconds = 10, patience = 20, abandon = Infinity } = options;
  const mostWaiting = session.device.capabilities.memory === 'linear' ? 1 : MOST_WAITING;
  const part = setup.data.parts.train;
  let { step, position } = ledger.progress();
  const { epoch } = ledger.progress();
  const hopeless = async (): Promise<'diverged' | 'abandoned' | undefined> => {
    if ((await drain(run)) < patience) return ledger.exceeds(abandon) ? 'abandoned' : undefined;
    emit({ event: 'finding', step, diagnostic: report('training-diverged', { steps: patience, step }) });
    return 'diverged';
  };
  for (; position < perEpoch && step < total; position++) {
    if (signal?.aborted === true) {
      await drain(run);
      await save(run);
      return 'interrupted';
    }
    step++;
    const rows = order.subarray(position * recipe.batch, (position + 1) * recipe.batch);
    setup.trainer.step({ step, epoch, rate: run.rateOf(step), rows, part });
    ledger.stepped();
    const reason = setup.trainer.waiting() >= mostWaiting ? await hopeless() : undefined;
    if (reason !== undefined) return reason;
    if (storage !== undefined && run.clock() - run.state.saved >= checkpointSeconds * 1000) {
      await drain(run);
      await save(run);
    }
    await run.pause();
  }
  return hopeless();
};

/** Takes in the results of all steps that wait; gives the most that failed in a row. */
const drain = async (run: Run): Promise<number> => {
  let most = 0;
  for (const result of await run.setup.trainer.drain()) {
    const failures = run.ledger.read(result);
    most = Math.max(most, failures);
    if (!result.ok) await explain(run, result);
    else if (run.clock() - run.state.sampled >= SAMPLE_MS) tell(run, result);
  }
  return most;
};

const tell = ({ state, clock, emit, perEpoch, rateOf }: Run, { step, loss }: StepResult): void => {
  state.sampled = clock();
  emit({ event: 'step', step, epoch: Math.ceil(step / perEpoch), loss, rate: rateOf(step) });
};

/**
 * Says why a step failed. Where results are read in bulk, steps that came after it may have changed the state that it is
 * explained on; elsewhere the state is the one that it was taken from.
 */
const explain = async ({ state, emit, recipe, setup, session }: Run, result: StepResult): Promise<void> => {
  if (state.diagnoses++ >= MOST_DIAGNOSES) return;
  const diagnostic = await diagnoseStep(
    {
      step: result.step,
      epoch: result.epoch,
      seed: recipe.seed,
      rows: result.rows,
      part: setup.data.parts.train,
      graph: recipe.graph,
      gradients: setup.trainable.programs(result.rows.length).gradients,
      state: setup.trainer.store,
    },
    session,
  );
  emit({ event: 'finding', step: result.step, diagnostic });
};
