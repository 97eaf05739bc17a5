import type { Backend, Catalog, Outcome, Point, Recipe } from '@neurite/contract';
import type { Storage } from '../checkpoint/storage.js';
import type { World } from '../data/world.js';

/** What a search is run with. */
export interface SearchOptions {
  readonly catalog: Catalog;
  readonly backend: Backend;
  /** Where files named in the recipe are. */
  readonly world: World;
  /** The recipe with a text for each searched setting: `Compilation.trial`. */
  readonly trial: (point: Point) => Outcome<Recipe>;
  /** The folder of the search, or what stands for it. Without one nothing is saved. */
  readonly storage?: Storage;
  /** Goes on from what the storage has recorded. */
  readonly resume?: boolean;
  /** Ends the search after the step that is under way; the trial can be resumed. */
  readonly signal?: AbortSignal;
  /** The text that the search was compiled from, to be kept with each run. */
  readonly source?: string;
  /** Seconds between the checkpoints of a trial; default 10. */
  readonly checkpointSeconds?: number;
}
