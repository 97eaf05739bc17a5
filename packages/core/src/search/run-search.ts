import { failure, success, type MoveResult, type Outcome, type SearchPlan } from '@neurite/contract';
import { hostRandom } from '@neurite/program';
import { keepPlan } from '../checkpoint/keep-plan.js';
import { subStorage } from '../checkpoint/sub-storage.js';
import { report } from '../diagnostics.js';
import { keepSearch } from '../report/keep-search.js';
import { axesOf, narrowed, pointAt, sidesOf, wholeCube, within } from './cube.js';
import { createDataCache } from './data-cache.js';
import { edgeFindings } from './edges.js';
import type { SearchEvent, TrialRecord } from './events.js';
import type { SearchOptions } from './options.js';
import { loadRecords, saveRecords } from './records.js';
import { runTrial } from './run-trial.js';
import { trialFolder } from './trial-folder.js';
import { bestOf, type Searched, searchedOf } from './searched.js';

/** Asks the strategy, makes its moves and asks again, round after round, until it has no more. */
export const runSearch = async (
  plan: SearchPlan,
  options: SearchOptions,
  emit: (event: SearchEvent) => void,
): Promise<Outcome<Searched>> => {
  const { catalog, storage } = options;
  const strategy = catalog.get('strategy', plan.strategy.name);
  if (strategy === undefined)
    throw new Error(`The catalog has no strategy "${plan.strategy.name}": the compiler should have said so.`);
  const place = storage === undefined ? {} : { run: storage.place };
  const records: TrialRecord[] = [];
  if (storage !== undefined) {
    const kept = await keepPlan('search', plan, storage);
    if (!kept.ok) return kept;
    if (options.resume === true) records.push(...(await loadRecords(storage)));
  }
  const sides = sidesOf(plan.settings, catalog);
  const axes = axesOf(sides);
  const dataOf = createDataCache(options);
  emit({
    event: 'start',
    ...place,
    search: plan.name,
    recipe: plan.recipe.name,
    strategy: plan.strategy.name,
    trials: plan.trials,
    rounds: plan.rounds,
    settings: Object.fromEntries(plan.settings.map(({ target, text }) => [target, text])),
    ...(records.length === 0 ? {} : { resumed: records.length }),
  });

  const made: TrialRecord[] = [];
  /** Makes a move, or remembers what came of it; undefined where it was interrupted. */
  const make = async (
    request: Pick<TrialRecord, 'round' | 'trial' | 'place' | 'at' | 'epochs'>,
  ): Promise<Outcome<TrialRecord | undefined>> => {
    const { trial, epochs } = request;
    const known = records.find((record) => record.trial === trial && record.epochs === epochs);
    if (known !== undefined) return success(known);
    const point = pointAt(sides, request.at);
    emit({ event: 'trial-start', round: request.round, trial, point, epochs });
    const folder = storage === undefined ? {} : { storage: subStorage(storage, trialFolder(trial)) };
    const result = await runTrial(plan, { trial, point, epochs, ...folder }, options, dataOf, emit);
    if (!result.ok) return result;
    if (result.value === undefined) {
      emit({ event: 'interrupted', ...place, trial });
      return success(undefined);
    }
    const record: TrialRecord = { ...request, point, ...result.value };
    const before = bestOf(plan, made);
    records.push(record);
    if (storage !== undefined) await saveRecords(records, storage);
    emit({
      event: 'trial',
      best: bestOf(plan, [...made, record]) === record && before !== record,
      ...record,
    });
    return success(record);
  };

  let windows = wholeCube(axes);
  let first = 1;
  for (let round = 1; round <= plan.rounds; round++) {
    const trials =
      Math.floor((plan.trials * round) / plan.rounds) - Math.floor((plan.trials * (round - 1)) / plan.rounds);
    const history: MoveResult[] = [];
    for (;;) {
      const moves = strategy.next(
        { axes, trials, epochs: plan.recipe.epochs, history },
        {
          options: plan.strategy.options as never,
          random: (name) => hostRandom(plan.seed, `search/${plan.name}/round/${round}/${name}`),
        },
      );
      if (moves.length === 0) break;
      for (const move of moves) {
        const record = await make({
          round,
          trial: first + move.trial,
          place: move.place,
          at: within(axes, windows, move.place),
          epochs: move.epochs,
        });
        if (!record.ok) return record;
        if (record.value === undefined) return success(searchedOf(plan, made, [], 'interrupted'));
        made.push(record.value);
        history.push({ ...move, cost: record.value.cost });
      }
    }
    first += new Set(history.map(({ trial }) => trial)).size;
    const best = bestOf(plan, made);
    // Where nothing came to a result there is nothing to look about.
    if (best === undefined) break;
    windows = narrowed(windows, best.at);
  }

  const best = bestOf(plan, made);
  if (made.every(({ cost }) => cost === Infinity)) {
    const problems = [...new Set(made.flatMap((record) => record.problems ?? []))].slice(0, 3);
    return failure(
      report(
        'search-without-result',
        { trials: made.length },
        problems.length === 0 ? {} : { help: problems.join(' ') },
      ),
    );
  }
  const findings = best === undefined ? [] : edgeFindings(sides, best, options.trial);
  for (const diagnostic of findings) emit({ event: 'finding', diagnostic });
  const searched = searchedOf(plan, made, findings, 'done');
  if (storage !== undefined) await keepSearch(plan, searched, sides, catalog, storage);
  emit({
    event: 'done',
    ...place,
    trials: new Set(made.map(({ trial }) => trial)).size,
    seconds: searched.seconds,
    ...(best === undefined ? {} : { best }),
    spread: searched.spread,
  });
  return success(searched);
};
