import { tellFinding, type Run } from '../train/context.js';
import type { StepResult } from '../train/step-result.js';
import { checkUp, readTensors, updateRatios, type Patient } from './check-up.js';
import { judge, type Sight } from './judge.js';
import { isPoint } from './points.js';
import { readCurve, readFirstLoss } from './read-curve.js';
import { weightsOf } from './subjects.js';
import { isWatched, silencedBy, tellOf, unneededOf } from './told.js';

const tell = (run: Run, recipe: Patient['recipe'], sights: readonly Sight[]): void => {
  const { step } = run.ledger.progress();
  run.ledger.silenced(silencedBy(recipe, sights));
  for (const finding of tellOf(recipe, sights, run.state.told)) tellFinding(run, { step, ...finding });
};

/**
 * Looks at the network before a step of a turn, if it is one to look at; what it gives is to be called after the step. Nothing that it
 * does changes a bit of the run.
 */
export const watchStep = async (
  run: Run,
  turn: number,
  position: number,
): Promise<(() => Promise<void>) | undefined> => {
  const { act, trainers, setup, session, ledger, perEpoch } = run;
  const { recipe } = act.turns[turn]!;
  const epoch = ledger.progress().epoch + 1;
  if (!isWatched(recipe) || !isPoint(epoch, position, perEpoch, act.turns.length)) return undefined;
  const { store, data } = setup;
  const found = await checkUp({ key: trainers[turn]!.trainable.key, recipe, data, store }, session);
  if (found === undefined) return undefined;
  const paths = weightsOf(recipe);
  const before = await readTensors(paths, store, session);
  return async () => {
    const ratios = updateRatios(before, await readTensors(paths, store, session));
    const sorted = [...ratios.values()].sort((a, b) => a - b);
    run.state.ratio = sorted[Math.floor(sorted.length / 2)];
    tell(run, recipe, judge(recipe, found, ratios));
  };
};

/** Reads the loss of the first step of a run that begins with fresh weights. */
export const watchFirstLoss = (run: Run, { step, ok, sums }: StepResult): void => {
  const { act, setup, options, session, recipe: whole } = run;
  const isFresh = !setup.resumed && options.start === undefined && whole.start === undefined;
  if (step !== 1 || !ok || !isFresh) return;
  const { recipe } = act.turns[0]!;
  const weight = sums.get('weight')![0]!;
  const losses = new Map(
    recipe.losses.map(({ name }) => [name, (sums.get(`loss/${name}`)?.[0] ?? NaN) / weight]),
  );
  tell(run, recipe, readFirstLoss(recipe, losses, session.catalog));
};

/** Reads the losses of the epochs of an act, once one more has ended. Those of players of a game say nothing by themselves. */
export const watchEpochs = (run: Run): void => {
  const [turn, more] = run.act.turns;
  if (turn === undefined || more !== undefined) return;
  const epochs = run.ledger.progress().epochs.slice(run.start.epoch);
  tell(run, turn.recipe, readCurve(turn.recipe, epochs, run.state.ratio));
};

/** Reads the allowances of a run that is over, whatever interrupted it on the way: those that silenced nothing are told of. */
export const watchAllowances = (run: Run): void => {
  const { recipe, ledger } = run;
  // Where everything is allowed nothing is looked at, and nobody knows what there would have been.
  if (!isWatched(recipe)) return;
  const { step, silenced, findings } = ledger.progress();
  for (const finding of unneededOf(recipe, silenced)) {
    const isKnown = findings.some(
      ({ diagnostic: { code, message } }) =>
        code === finding.diagnostic.code && message === finding.diagnostic.message,
    );
    if (!isKnown) tellFinding(run, { step, ...finding });
  }
};
