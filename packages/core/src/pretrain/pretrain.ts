import {
  failure,
  success,
  type GraphParameter,
  type HostTensor,
  type Outcome,
  type PretrainRecipe,
} from '@neurite/contract';
import { assemblePretraining, checkPretraining, hostRandom } from '@neurite/program';
import type { Dataset } from '../data/dataset.js';
import { openData } from '../data/open-data.js';
import { readAhead } from '../data/windows.js';
import { shuffled } from '../data/shuffle.js';
import { report } from '../diagnostics.js';
import { openSession, type Session } from '../session/session.js';
import { bindWeights, createStore } from '../session/store.js';
import type { StageEvent } from '../train/events.js';
import type { TrainOptions } from '../train/options.js';
import { createPause, type Clock } from '../train/pause.js';
import { createTrainer, prepareSteps, type Trainable, type Trainer } from '../train/trainer.js';
import { calibrateWeights } from '../values/calibrate.js';
import { fitStatistics } from '../values/fit.js';
import { initializeWeights } from '../values/initialize.js';
import { loadWeights } from '../values/load-weights.js';
import type { Weights } from '../values/weights.js';

/** What a recipe is pretrained with. */
export type PretrainOptions = Pick<
  TrainOptions,
  'catalog' | 'world' | 'signal' | 'clock' | 'data' | 'patience'
> & {
  readonly emit?: (event: StageEvent) => void;
};

/** What comes of pretraining. */
export interface Pretrained {
  /** Encoders' parameters and statistics by path; not what was fitted on the data. */
  readonly weights: Weights;
  /** Parameters of decoders by path, `decode/…`. */
  readonly decoders: Weights;
  /** The mean objective over the last epoch of each stage. */
  readonly losses: readonly number[];
}

/**
 * Greedy layer-wise pretraining: each stage learns to encode what the stages before it give, which stay as they are, so that it can
 * be decoded again. Labels are not looked at.
 *
 * Pretraining is not checkpointed: a run that is stopped during it begins it again, and comes to the same weights.
 *
 * @see Y. Bengio, P. Lamblin, D. Popovici, H. Larochelle: Greedy layer-wise training of deep networks, 2006
 */
export const pretrain = async (
  recipe: PretrainRecipe,
  options: PretrainOptions & Pick<TrainOptions, 'backend'>,
): Promise<Outcome<Pretrained>> => {
  const session = await openSession(options.backend, options.catalog);
  try {
    return await pretrainOn(recipe, options, session);
  } finally {
    session.close();
  }
};

/** The same in a session that is open. */
export const pretrainOn = async (
  recipe: PretrainRecipe,
  options: PretrainOptions,
  session: Session,
): Promise<Outcome<Pretrained>> => {
  const { catalog } = session;
  const { world } = options;
  const { graph, seed } = recipe;
  const data =
    options.data === undefined
      ? await openData({ plan: recipe.data, graph, catalog, world })
      : success(options.data);
  if (!data.ok) return data;
  const { bindings } = data.value;
  const problems = checkPretraining(recipe, catalog, { batch: recipe.batch, bindings });
  if (problems.length > 0) return failure(...problems);
  const fitted = await fitStatistics(graph, data.value, session);
  if (!fitted.ok) return fitted;

  const loaded = await loadWeights(graph, world, bindings);
  if (!loaded.ok) return loaded;
  const given = loaded.value.weights;
  const initial = initializeWeights(graph, catalog, { seed, bindings, given });
  const calibrated = await calibrateWeights(graph, new Map([...initial, ...given, ...fitted.value]), {
    data: data.value,
    batch: recipe.batch,
    session,
    given: new Set(given.keys()),
  });
  if (!calibrated.ok) return calibrated;
  let weights = calibrated.value;
  const decoders = new Map<string, HostTensor>();
  const losses: number[] = [];
  for (const index of recipe.stages.keys()) {
    const assembleFor = (batch: number) => assemblePretraining(recipe, index, catalog, { batch, bindings });
    const own = { ...graph, parameters: assembleFor(recipe.batch).decoders };
    const mirrored = initializeWeights(own, catalog, { seed, bindings });
    const outcome = await trainStage(
      { recipe, index, data: data.value, options, session },
      assembleFor,
      [...graph.parameters, ...own.parameters],
      new Map([...weights, ...mirrored]),
    );
    if (!outcome.ok) return outcome;
    const { trained, loss } = outcome.value;
    weights = new Map([...weights].map(([path, tensor]) => [path, trained.get(path) ?? tensor]));
    for (const path of mirrored.keys()) decoders.set(path, trained.get(path)!);
    losses.push(loss);
  }
  const encoders = new Map([...weights].filter(([path]) => !fitted.value.has(path)));
  return success({ weights: encoders, decoders, losses });
};

interface Stage {
  readonly recipe: PretrainRecipe;
  readonly index: number;
  readonly data: Dataset;
  readonly options: PretrainOptions;
  readonly session: Session;
}

const trainStage = async (
  stage: Stage,
  programs: Trainable['programs'],
  parameters: readonly GraphParameter[],
  weights: Weights,
): Promise<Outcome<{ readonly trained: Weights; readonly loss: number }>> => {
  const { recipe, index, data, options, session } = stage;
  const { name, epochs } = recipe.stages[index]!;
  const clock = options.clock ?? (() => performance.now());
  const key = `pretrain ${recipe.name} ${name}`;
  const { batch, seed, optimizer } = recipe;
  const store = createStore(session.device);
  bindWeights(store, parameters, weights);
  const trainer = createTrainer({ key, batch, seed, optimizer, programs }, data, store, session);
  try {
    const ready = await prepareSteps(trainer, data.parts.train.rows.length);
    if (!ready.ok) return ready;
    let loss = NaN;
    for (let epoch = 0; epoch < epochs; epoch++) {
      const start = clock();
      const outcome = await trainEpoch(stage, trainer, epoch, clock);
      if (!outcome.ok) return outcome;
      loss = outcome.value;
      options.emit?.({
        event: 'stage',
        stage: name,
        number: index + 1,
        stages: recipe.stages.length,
        epoch: epoch + 1,
        epochs,
        loss,
        seconds: (clock() - start) / 1000,
      });
    }
    return success({
      trained: new Map([...(await store.readAll('parameter')), ...(await store.readAll('statistic'))]),
      loss,
    });
  } finally {
    trainer.close();
    store.close();
  }
};

// As in training: enough to keep a device busy that does not like to be asked.
const MOST_WAITING = 32;
const PAUSE_MS = 50;

/** One pass over the training part; gives the mean objective. */
const trainEpoch = async (
  { recipe, index, data, options }: Stage,
  trainer: Trainer,
  epoch: number,
  clock: Clock,
): Promise<Outcome<number>> => {
  const { signal, patience = 20 } = options;
  const part = data.parts.train;
  const { name } = recipe.stages[index]!;
  const random = hostRandom(recipe.seed, `${name}/epoch/${epoch}`);
  const order = shuffled(part.rows.length, random).map((at) => part.rows[at]!);
  const windows = readAhead(part, order, recipe.batch, { seed: recipe.seed, epoch });
  const pause = createPause(clock, PAUSE_MS);
  const perEpoch = Math.ceil(order.length / recipe.batch);
  let [sum, weight, failures] = [0, 0, 0];
  const absorb = async (): Promise<void> => {
    for (const { ok, sums } of await trainer.drain()) {
      failures = ok ? 0 : failures + 1;
      if (!ok) continue;
      sum += sums.get('loss')![0]!;
      weight += sums.get('weight')![0]!;
    }
  };
  for (let position = 0; position < perEpoch; position++) {
    if (signal?.aborted === true) return failure(report('pretraining-interrupted', { stage: name }));
    const step = epoch * perEpoch + position + 1;
    const window = windows === undefined ? success(part) : await windows(position);
    if (!window.ok) return window;
    const rows = order.subarray(position * recipe.batch, (position + 1) * recipe.batch);
    await trainer.step({ step, own: step, epoch, rate: recipe.rate, rows, part: window.value });
    if (trainer.waiting() >= MOST_WAITING || position === perEpoch - 1) await absorb();
    if (failures >= patience) return failure(report('training-diverged', { steps: patience, step }));
    await pause();
  }
  return success(sum / weight);
};
