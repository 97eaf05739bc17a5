import type { Outcome, Recipe } from '@neurite/contract';
import { success } from '@neurite/contract';
import { assemble } from '@neurite/program';
import type { Dataset, Part } from '../data/dataset.js';
import { windowOf } from '../data/windows.js';
import type { Session } from '../session/session.js';
import { bindWeights, createStore, type Store } from '../session/store.js';
import type { StepResult } from '../train/step-result.js';
import { createTrainer, type Trainer } from '../train/trainer.js';
import type { Weights } from '../values/weights.js';
import type { DoctorSettings } from './options.js';

/** What is examined: a recipe, its data, and the weights that every check begins with. */
export interface Ward {
  /** Without phases; its pretraining is not run. */
  readonly recipe: Recipe;
  readonly data: Dataset;
  readonly weights: Weights;
  readonly session: Session;
  readonly settings: DoctorSettings;
  /** Whether phases play against each other. */
  readonly isGame: boolean;
  readonly signal: AbortSignal | undefined;
  readonly pause: () => Promise<void> | undefined;
}

/** A training that is begun to see how it goes, and thrown away. */
export interface Trial {
  readonly key: string;
  readonly recipe: Recipe;
  readonly part: Part;
  /** Without dropout and noise. */
  readonly noiseless?: boolean;
  /** Whether a step takes as many batches as one of the recipe; otherwise it takes its rows at once. */
  readonly accumulates?: boolean;
}

/** Puts the first weights on the device, and a trainer on them; frees both when whoever uses them is done. */
export const onFreshWeights = async <T>(
  { data, weights, session }: Ward,
  { key, recipe, part, noiseless = false, accumulates = false }: Trial,
  use: (trainer: Trainer, store: Store) => Promise<T>,
): Promise<T> => {
  const store = createStore(session.device);
  bindWeights(store, recipe.graph.parameters, weights);
  const { batch, accumulate, seed, optimizer } = recipe;
  const { bindings } = data;
  const programs = (examples: number) =>
    assemble(recipe, session.catalog, { batch: examples, bindings, noiseless });
  const trainable = {
    key: `doctor ${key}`,
    ...{ batch, seed, optimizer, programs },
    ...(accumulates && accumulate !== undefined ? { accumulate } : {}),
  };
  const trainer = createTrainer(trainable, { parts: { train: part } }, store, session);
  try {
    return await use(trainer, store);
  } finally {
    trainer.close();
    store.close();
  }
};

/** A step of a trial. */
export interface Stride {
  readonly rows: Int32Array;
  readonly rate: number;
  /** Counts from 0. */
  readonly epoch: number;
}

// As in training: memory that is at hand is read after every step, and everything else in bulk.
const MOST_WAITING = 8;

/**
 * Takes steps until one is enough, until there are none left, or until the signal says stop. Gives what they left behind, in their
 * order and up to the one that was enough, however many were taken at once.
 */
export const walk = async (
  trainer: Trainer,
  part: Part,
  strides: Iterable<Stride>,
  { session, signal, pause, recipe }: Ward,
  enough: (result: StepResult) => boolean = () => false,
): Promise<Outcome<readonly StepResult[]>> => {
  const mostWaiting = session.device.capabilities.memory === 'linear' ? 1 : MOST_WAITING;
  const results: StepResult[] = [];
  const read = async (): Promise<boolean> => {
    for (const result of await trainer.drain()) {
      results.push(result);
      if (enough(result)) return true;
    }
    return false;
  };
  let step = 0;
  for (const { rows, rate, epoch } of strides) {
    if (signal?.aborted === true) break;
    const prepared = await trainer.prepareStep(rows.length);
    if (!prepared.ok) return prepared;
    const window = await windowOf(part, rows, { seed: recipe.seed, epoch });
    if (!window.ok) return window;
    step++;
    await trainer.step({ step, own: step, epoch, rate, rows, part: window.value, pause });
    if (trainer.waiting() >= mostWaiting && (await read())) return success(results);
    await pause();
  }
  await read();
  return success(results);
};

/** A part whose examples stay as they are. */
export const withoutAugmentation = ({ columns, rows }: Part): Part => ({ columns, rows });
