import type { Backend, Catalog } from '@neurite/contract';
import type { Storage } from '../checkpoint/storage.js';
import type { Dataset } from '../data/dataset.js';
import type { World } from '../data/world.js';
import type { Weights } from '../values/weights.js';
import type { Clock } from './pause.js';

/** What a recipe is trained with. */
export interface TrainOptions {
  readonly catalog: Catalog;
  readonly backend: Backend;
  /** Where files named in the recipe are. */
  readonly world: World;
  /** The run folder, or what stands for it. Without one nothing is saved. */
  readonly storage?: Storage;
  /** Goes on from the latest whole checkpoint of the storage, if there is one. */
  readonly resume?: boolean;
  /** Ends training after the step that is under way, with a checkpoint. */
  readonly signal?: AbortSignal;
  /** Data that is open already. */
  readonly data?: Dataset;
  /** Weights to start from instead of initial ones, by path. */
  readonly start?: Weights;
  /** The text that the recipe was compiled from, to be kept with the run. */
  readonly source?: string;
  /** Seconds between checkpoints; default 10. They are written between steps, and at the end. */
  readonly checkpointSeconds?: number;
  /** How many steps in a row may have gradients that are not finite before training stops; default 20. */
  readonly patience?: number;
  /** Pauses after so many epochs of the recipe's, as an interruption does: the schedule is that of the whole recipe. */
  readonly until?: number;
  /** Gives up a run whose loss exceeds so many times what it was at first. Without it a run goes on whatever it costs. */
  readonly abandon?: number;
  /** Default performance.now. */
  readonly clock?: Clock;
}
