import { assemble } from '@neurite/program';
import type { Dataset } from '../data/dataset.js';
import type { Session } from '../session/session.js';
import type { Store } from '../session/store.js';
import type { Act } from './acts.js';
import { createTrainer, type Trainable, type Trainer } from './trainer.js';

/** A trainer for each turn of an act: they share parameters and statistics, and each has slots of its own. */
export const trainersOf = (
  { turns }: Act,
  data: Pick<Dataset, 'parts' | 'bindings'>,
  store: Store,
  session: Session,
): readonly Trainer[] =>
  turns.map(({ phase, recipe }) => {
    const { batch, accumulate, seed, optimizer } = recipe;
    const trainable: Trainable = {
      key: phase === undefined ? `train ${recipe.name}` : `train ${recipe.name} ${phase}`,
      ...(phase === undefined ? {} : { owner: phase }),
      ...{ batch, seed, optimizer },
      ...(accumulate === undefined ? {} : { accumulate }),
      programs: remembered((examples) =>
        assemble(recipe, session.catalog, { batch: examples, bindings: data.bindings }),
      ),
    };
    return createTrainer(trainable, data, store, session);
  });

/** Steps and evaluation of one size are assembled together, and asked for one by one. */
const remembered = (assembleFor: Trainable['programs']): Trainable['programs'] => {
  const known = new Map<number, ReturnType<Trainable['programs']>>();
  return (batch) => {
    const programs = known.get(batch) ?? assembleFor(batch);
    known.set(batch, programs);
    return programs;
  };
};
