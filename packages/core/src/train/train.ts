import type { Recipe } from '@neurite/contract';
import { openSession } from '../session/session.js';
import type { TrainEvent } from './events.js';
import type { TrainOptions } from './options.js';
import { runTraining } from './run.js';
import type { Trained } from './trained.js';
import { underWay, type UnderWay } from './under-way.js';

/** A training under way: what happens, and what comes of it. It begins when either is first asked for. */
export type Training = UnderWay<TrainEvent, Trained>;

/**
 * Trains a recipe.
 *
 * Events are for looking at: training never waits for whoever reads them, steps are sampled at most ten times a second, and nothing
 * that is read changes a bit of the weights. Leaving the loop early ends training, as `signal` does.
 *
 * Runs are bit-exact per build on exact backends, also when they are stopped at any moment and resumed.
 *
 * @example
 * for await (const event of train(recipe, { catalog, backend, world }))
 *   if (event.event === 'epoch') console.log(event.epoch, event.validation);
 */
export const train = (recipe: Recipe, options: TrainOptions): Training =>
  underWay<TrainEvent, Trained, TrainOptions>(
    options,
    async (followed, emit) => {
      const session = await openSession(followed.backend, followed.catalog);
      try {
        return await runTraining(recipe, followed, session, emit);
      } finally {
        session.close();
      }
    },
    (newer, older) => newer.event === 'step' && older.event === 'step',
  );
