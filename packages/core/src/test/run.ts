import type { Backend, Recipe } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { memoryStorage, type Storage } from '../checkpoint/storage.js';
import type { TrainEvent } from '../train/events.js';
import type { TrainOptions } from '../train/options.js';
import { train } from '../train/train.js';
import type { Trained } from '../train/trained.js';
import { worldOf } from './world.js';

type Options = Partial<TrainOptions> & { readonly backend: Backend };

/** Trains to the end, and gives all events beside the result. */
export const trainAll = async (
  recipe: Recipe,
  options: Options,
): Promise<{ readonly events: readonly TrainEvent[]; readonly trained: Trained }> => {
  const training = train(recipe, { catalog, world: worldOf(), ...options });
  const events: TrainEvent[] = [];
  for await (const event of training) events.push(event);
  const outcome = await training.result();
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  return { events, trained: outcome.value };
};

/** The codes and messages of the diagnostics that a training fails with. */
export const trainFailure = async (recipe: Recipe, options: Options): Promise<readonly string[]> => {
  const outcome = await train(recipe, { catalog, world: worldOf(), ...options }).result();
  return outcome.ok ? [] : outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`);
};

/** The events of one kind. */
export const eventsOf = <K extends TrainEvent['event']>(
  events: readonly TrainEvent[],
  kind: K,
): readonly Extract<TrainEvent, { readonly event: K }>[] =>
  events.filter((event): event is Extract<TrainEvent, { readonly event: K }> => event.event === kind);

/** A backend whose device can be looked at from outside. */
export const watched = (
  backend: Backend,
): Backend & { device(): Awaited<ReturnType<Backend['open']>> | undefined } => {
  let device: Awaited<ReturnType<Backend['open']>> | undefined;
  return {
    ...backend,
    open: async () => (device = await backend.open()),
    device: () => device,
  };
};

/**
 * Trains as somebody does who interrupts after every so many steps, and each time goes on. Gives the steps at which it was interrupted
 * beside the result.
 */
export const trainInPieces = async (
  recipe: Recipe,
  backend: Backend,
  steps: number,
): Promise<{ readonly stops: readonly number[]; readonly trained: Trained }> => {
  const storage = memoryStorage();
  const stops: number[] = [];
  for (;;) {
    const controller = new AbortController();
    // There is a checkpoint after each step.
    let left = steps;
    const counting: Storage = {
      ...storage,
      write: async (name, bytes) => {
        if (name.startsWith('checkpoints/') && --left === 0) controller.abort();
        return storage.write(name, bytes);
      },
    };
    const { signal } = controller;
    const outcome = await train(recipe, {
      ...{ backend, catalog, signal, world: worldOf(), storage: counting },
      ...{ resume: true, checkpointSeconds: 0 },
    }).result();
    if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
    const { reason, progress } = outcome.value;
    if (reason !== 'interrupted') return { stops, trained: outcome.value };
    stops.push(progress.step);
  }
};
