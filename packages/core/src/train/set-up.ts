import { failure, success, type Diagnostic, type Outcome, type Recipe } from '@neurite/contract';
import { fingerprint } from '../checkpoint/fingerprint.js';
import { loadCheckpoint } from '../checkpoint/checkpoint.js';
import type { Dataset } from '../data/dataset.js';
import { openData } from '../data/open-data.js';
import { report } from '../diagnostics.js';
import type { Session } from '../session/session.js';
import { bindWeights, createStore, type Store } from '../session/store.js';
import { loadWeights } from '../values/load-weights.js';
import { startWeights } from '../values/start-weights.js';
import type { Weights } from '../values/weights.js';
import { placeDecoders } from '../pretrain/place-decoders.js';
import { pretrainOn } from '../pretrain/pretrain.js';
import { actsOf, type Act } from './acts.js';
import type { Emit } from './context.js';
import { portKey } from '../session/prepared.js';
import { checkMonitors } from './monitor.js';
import type { TrainOptions } from './options.js';
import { firstProgress, type Progress } from './progress.js';
import { prepareSteps, type Trainer } from './trainer.js';
import { trainersOf } from './trainers.js';

/** A run that is ready to go. Whoever sets it up closes its trainers and its store. */
export interface Setup {
  readonly data: Dataset;
  readonly acts: readonly Act[];
  /** Parameters, statistics and slots. */
  readonly store: Store;
  /** One for each turn of each act; none for acts that are over. */
  readonly trainers: readonly (readonly Trainer[])[];
  readonly progress: Progress;
  /** The best weights so far, by path, if the recipe keeps them. */
  readonly kept: Weights;
  /** Digest of the recipe. */
  readonly recipe: string;
  /** Whether a checkpoint was found. */
  readonly resumed: boolean;
  /** What was wrong with checkpoints that were passed over. */
  readonly findings: readonly Diagnostic[];
}

/** Opens the data, makes or restores the weights, and prepares the programs. */
export const setUp = async (
  recipe: Recipe,
  options: TrainOptions,
  session: Session,
  emit: Emit,
): Promise<Outcome<Setup>> => {
  const acts = actsOf(recipe);
  const problems = checkMonitors(recipe, acts, options.catalog);
  if (problems.length > 0) return failure(...problems);
  const data = await dataOf(recipe, options);
  if (!data.ok) return data;
  const loaded = await loadWeights(recipe.graph, options.world, data.value.bindings);
  if (!loaded.ok) return loaded;
  const digest = await fingerprint(recipe, loaded.value.files);
  const found =
    options.resume === true && options.storage !== undefined
      ? await loadCheckpoint<Progress>(options.storage)
      : undefined;
  const checkpoint = found?.checkpoint;
  const other =
    checkpoint?.recipe !== digest ? 'recipe' : checkpoint.data !== data.value.digest ? 'data set' : undefined;
  if (checkpoint !== undefined && other !== undefined)
    return failure(
      ...(found?.findings ?? []),
      report('checkpoint-mismatch', { name: checkpoint.name, what: other }),
    );

  const weights =
    checkpoint === undefined
      ? await firstWeights(recipe, data.value, loaded.value.weights, options, session, emit)
      : success(byName(checkpoint.tensors, 'parameter', 'statistic'));
  if (!weights.ok) return weights;
  // What a checkpoint of an earlier build does not say yet is as it was at first.
  const progress: Progress = { ...firstProgress, ...checkpoint?.progress };
  const store = createStore(session.device);
  bindWeights(store, recipe.graph.parameters, weights.value);
  for (const [name, tensor] of checkpoint?.tensors ?? [])
    if (name.startsWith(portKey('slot', ''))) store.write(name, { type: tensor, data: tensor.data });
  const trainers = acts.map((act, index) =>
    index < progress.act.index ? [] : trainersOf(act, data.value, store, session),
  );
  // What the backend cannot do is said before anything runs, whichever act it is for.
  for (const trainer of trainers.flat()) {
    const ready = await prepareSteps(trainer, data.value.parts.train.rows.length);
    if (!ready.ok) return ready;
  }
  return success({
    data: data.value,
    acts,
    store,
    trainers,
    progress,
    kept: byName(checkpoint?.tensors ?? new Map(), 'kept'),
    recipe: digest,
    resumed: checkpoint !== undefined,
    findings: [...(found?.findings ?? []), ...(checkpoint === undefined ? loaded.value.findings : [])],
  });
};

const dataOf = async (recipe: Recipe, { data, catalog, world }: TrainOptions): Promise<Outcome<Dataset>> =>
  data === undefined ? openData({ plan: recipe.data, graph: recipe.graph, catalog, world }) : success(data);

/** Tensors of some roles, by name. */
const byName = (tensors: Weights, ...roles: readonly string[]): Weights =>
  new Map(
    [...tensors].flatMap(([key, tensor]) => {
      const role = roles.find((each) => key.startsWith(`${each}/`));
      return role === undefined ? [] : [[key.slice(role.length + 1), tensor] as const];
    }),
  );

/** The weights that training starts with: over initial ones what was loaded, pretrained or handed over. */
const firstWeights = async (
  recipe: Recipe,
  data: Dataset,
  loaded: Weights,
  options: TrainOptions,
  session: Session,
  emit: Emit,
): Promise<Outcome<Weights>> => {
  const pretrained = await pretrainedWeights(recipe, options, session, emit);
  if (!pretrained.ok) return pretrained;
  return startWeights(recipe, data, session, [loaded, pretrained.value, options.start ?? new Map()]);
};

const pretrainedWeights = async (
  recipe: Recipe,
  { catalog, world, signal, clock, patience }: TrainOptions,
  session: Session,
  emit: Emit,
): Promise<Outcome<Weights>> => {
  if (recipe.start === undefined) return success(new Map());
  const given = Object.entries({ signal, clock, patience }).filter(([, value]) => value !== undefined);
  const outcome = await pretrainOn(
    recipe.start,
    { catalog, world, emit, ...Object.fromEntries(given) },
    session,
  );
  if (!outcome.ok) return outcome;
  const decoders = placeDecoders(recipe, outcome.value.decoders);
  return decoders.ok ? success(new Map([...outcome.value.weights, ...decoders.value])) : decoders;
};
