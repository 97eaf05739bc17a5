import { failure, success, type Diagnostic, type Outcome, type Recipe } from '@neurite/contract';
import { assemble } from '@neurite/program';
import { fingerprint } from '../checkpoint/fingerprint.js';
import { loadCheckpoint } from '../checkpoint/checkpoint.js';
import type { Dataset } from '../data/dataset.js';
import { openData } from '../data/open-data.js';
import { report } from '../diagnostics.js';
import type { Session } from '../session/session.js';
import { fitStatistics } from '../values/fit.js';
import { initializeWeights } from '../values/initialize.js';
import type { Weights } from '../values/weights.js';
import { pretrainOn } from '../pretrain/pretrain.js';
import type { Emit } from './context.js';
import { portKey } from '../session/prepared.js';
import { checkMonitors } from './monitor.js';
import type { TrainOptions } from './options.js';
import { firstProgress, type Progress } from './progress.js';
import { createTrainer, prepareSteps, type Trainable, type Trainer } from './trainer.js';

/** A run that is ready to go. */
export interface Setup {
  readonly data: Dataset;
  readonly trainer: Trainer;
  readonly trainable: Trainable;
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
  const problems = checkMonitors(recipe);
  if (problems.length > 0) return failure(...problems);
  const data = await dataOf(recipe, options);
  if (!data.ok) return data;
  const digest = await fingerprint(recipe);
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
      ? await firstWeights(recipe, data.value, options, session, emit)
      : success(byName(checkpoint.tensors, 'parameter', 'statistic'));
  if (!weights.ok) return weights;
  const { catalog } = session;
  const trainable: Trainable = {
    key: `train ${recipe.name}`,
    batch: recipe.batch,
    seed: recipe.seed,
    optimizer: recipe.optimizer,
    programs: remembered((batch) => assemble(recipe, catalog, { batch, bindings: data.value.bindings })),
  };
  const trainer = createTrainer(trainable, data.value, weights.value, session);
  const ready = await prepareSteps(trainer, data.value.parts.train.rows.length, recipe.batch);
  if (!ready.ok) {
    trainer.close();
    return ready;
  }
  for (const [name, tensor] of checkpoint?.tensors ?? [])
    if (name.startsWith(portKey('slot', ''))) trainer.store.write(name, { type: tensor, data: tensor.data });
  return success({
    data: data.value,
    trainer,
    trainable,
    progress: checkpoint?.progress ?? firstProgress,
    kept: byName(checkpoint?.tensors ?? new Map(), 'kept'),
    recipe: digest,
    resumed: checkpoint !== undefined,
    findings: found?.findings ?? [],
  });
};

/** Steps and evaluation of one size are assembled together, and asked for one by one. */
const remembered = (assembleFor: Trainable['programs']): Trainable['programs'] => {
  const known = new Map<number, ReturnType<Trainable['programs']>>();
  return (batch) => {
    const programs = known.get(batch) ?? assembleFor(batch);
    known.set(batch, programs);
    return programs;
  };
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

/** Initial weights; over them what was pretrained or handed over; and what was fitted on the data. */
const firstWeights = async (
  recipe: Recipe,
  data: Dataset,
  options: TrainOptions,
  session: Session,
  emit: Emit,
): Promise<Outcome<Weights>> => {
  const pretrained = await pretrainedWeights(recipe, options, session, emit);
  if (!pretrained.ok) return pretrained;
  const fitted = await fitStatistics(recipe.graph, data, session);
  if (!fitted.ok) return fitted;
  const own = new Set(recipe.graph.parameters.map(({ path }) => path));
  const given = new Map([...pretrained.value, ...(options.start ?? [])].filter(([path]) => own.has(path)));
  const initial = initializeWeights(recipe.graph, session.catalog, {
    seed: recipe.seed,
    bindings: data.bindings,
    given,
  });
  return success(new Map([...initial, ...fitted.value, ...given]));
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
  return outcome.ok ? success(outcome.value.weights) : outcome;
};
