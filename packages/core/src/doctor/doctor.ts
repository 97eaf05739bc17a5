import { success, type Outcome, type Recipe } from '@neurite/contract';
import type { Dataset } from '../data/dataset.js';
import { openData } from '../data/open-data.js';
import { report } from '../diagnostics.js';
import { openSession, type Session } from '../session/session.js';
import { actsOf } from '../train/acts.js';
import { createPause } from '../train/pause.js';
import { underWay, type UnderWay } from '../train/under-way.js';
import { loadWeights } from '../values/load-weights.js';
import { startWeights } from '../values/start-weights.js';
import { checkNames, gravest, type Check, type CheckName } from './check.js';
import { checkCondition, checkUpdates } from './condition.js';
import type { DoctorEvent, Examination } from './events.js';
import { checkInitialLoss, checkRegularization, measureFirstLoss } from './first-loss.js';
import { settingsOf, type DoctorOptions } from './options.js';
import { checkOverfit, overfit } from './overfit.js';
import { checkRates, testRates } from './rate-range.js';
import type { RateRange } from './read-range.js';
import type { Ward } from './ward.js';

/** An examination under way: what was found, and all of it in the end. It begins when either is first asked for. */
export type Examining = UnderWay<DoctorEvent, Examination>;

/**
 * Examines a recipe before it is trained, with its own model, data and settings: is the first loss that of a guess, and does it rise
 * with regularization; are units dead, do gradients vanish; where does the loss fall while the learning rate rises; how far does a
 * step move the weights; can a few examples be learned by heart? All trainings are begun on fresh weights and thrown away; nothing
 * is written. The same recipe, options and build find the same, to the bit, on exact backends.
 *
 * @example
 * for await (const event of doctor(recipe, { catalog, backend, world }))
 *   if (event.event === 'check') console.log(event.verdict, event.name, event.measured);
 */
export const doctor = (recipe: Recipe, options: DoctorOptions): Examining =>
  underWay<DoctorEvent, Examination, DoctorOptions>(options, async (followed, emit) => {
    const session = await openSession(followed.backend, followed.catalog);
    try {
      return await examine(recipe, followed, session, emit);
    } finally {
      session.close();
    }
  });

// As in training: long enough to cost nothing, short enough that Ctrl-C feels immediate.
const PAUSE_MS = 50;

/** The recipe's first learning, as if it were all. */
const firstLearning = (recipe: Recipe): { readonly recipe: Recipe; readonly isGame: boolean } => {
  const { turns } = actsOf(recipe)[0]!;
  return { recipe: turns[0]!.recipe, isGame: turns.length > 1 };
};

const admit = async (whole: Recipe, options: DoctorOptions, session: Session): Promise<Outcome<Ward>> => {
  const settings = settingsOf(options);
  if (!settings.ok) return settings;
  const { catalog, world, signal, clock = () => performance.now() } = options;
  const { recipe, isGame } = firstLearning(whole);
  const data: Outcome<Dataset> =
    options.data === undefined
      ? await openData({ plan: recipe.data, graph: recipe.graph, catalog, world })
      : success(options.data);
  if (!data.ok) return data;
  const loaded = await loadWeights(recipe.graph, world, data.value.bindings);
  if (!loaded.ok) return loaded;
  const weights = await startWeights(recipe, data.value, session, [loaded.value.weights]);
  if (!weights.ok) return weights;
  return success({
    ...{ recipe, isGame, session, signal },
    data: data.value,
    weights: weights.value,
    settings: settings.value,
    pause: createPause(clock, PAUSE_MS),
  });
};

const leftOut = ({ recipe }: Ward, name: CheckName, why: string): Check => ({
  name,
  verdict: 'skipped',
  measured: why,
  numbers: {},
  diagnostics: [
    report('check-left-out', { check: name, why }, recipe.span === undefined ? {} : { span: recipe.span }),
  ],
});

const examine = async (
  whole: Recipe,
  options: DoctorOptions,
  session: Session,
  emit: (event: DoctorEvent) => void,
): Promise<Outcome<Examination>> => {
  const admitted = await admit(whole, options, session);
  if (!admitted.ok) return admitted;
  const ward = admitted.value;
  const { name, model } = whole;
  const begun = {
    recipe: name,
    model: model.name,
    backend: session.device.description,
    seed: whole.seed,
    rate: ward.recipe.rate,
    examples: ward.data.parts.train.rows.length,
  };
  emit({ event: 'start', ...begun });
  const checks: Check[] = [];
  const found = await makeChecks(
    ward,
    (check) => {
      checks.push(check);
      emit({ event: 'check', ...check });
    },
    (check) => emit({ event: 'looking', check }),
  );
  if (!found.ok) return found;
  const interrupted = ward.signal?.aborted === true;
  const examination: Examination = {
    ...begun,
    verdict: gravest(checks.map(({ verdict }) => verdict)),
    interrupted,
    checks,
    ...(found.value === undefined ? {} : { rates: found.value }),
  };
  emit(interrupted ? { event: 'interrupted' } : { event: 'done', verdict: examination.verdict });
  return success(examination);
};

/** Makes the checks one after the other, and hands each over. Gives the curve of rates, if one was measured. */
const makeChecks = async (
  ward: Ward,
  hand: (check: Check) => void,
  look: (check: CheckName) => void,
): Promise<Outcome<RateRange | undefined>> => {
  const isOver = (): boolean => ward.signal?.aborted === true;
  look('initial loss');
  const first = await measureFirstLoss(ward);
  if (!first.ok) return first;
  if (first.value === undefined || isOver()) return success(undefined);
  const initial = checkInitialLoss(ward, first.value);
  hand(initial);
  if (initial.verdict === 'failed') {
    for (const name of checkNames.slice(1))
      hand(leftOut(ward, name, 'no step can be taken from the first weights'));
    return success(undefined);
  }
  hand(checkRegularization(ward, first.value));
  look('units');
  for (const check of await checkCondition(ward)) hand(check);
  if (isOver()) return success(undefined);
  if (ward.isGame) {
    const why = 'phases play against each other: the loss of one says nothing by itself';
    for (const name of ['rate range', 'update size', 'overfit'] as const) hand(leftOut(ward, name, why));
    return success(undefined);
  }
  look('rate range');
  const rates = await testRates(ward);
  if (!rates.ok) return rates;
  if (isOver()) return success(undefined);
  hand(checkRates(ward, rates.value));
  look('update size');
  const updates = await checkUpdates(ward);
  if (!updates.ok) return updates;
  if (isOver()) return success(rates.value);
  hand(updates.value);
  if (!(first.value.loss > 0)) {
    hand(
      leftOut(ward, 'overfit', 'the loss is not above 0 at first: no part of it says how much is learned'),
    );
    return success(rates.value);
  }
  look('overfit');
  const learned = await overfit(ward, rates.value);
  if (!learned.ok) return learned;
  if (!isOver()) hand(checkOverfit(learned.value));
  return success(rates.value);
};
