import type { Duration, Learning, Recipe } from '@neurite/contract';

/** A recipe's learning, or that of one of its phases, and how many steps it takes in a row. */
export interface Turn {
  /** The name of the phase; absent where the recipe has none. */
  readonly phase?: string;
  /** The recipe as if it said nothing but this. */
  readonly recipe: Recipe;
  readonly steps: number;
}

/** A stretch of a run in which learnings take turns. */
export interface Act extends Duration {
  /** The phase that it is, in a sequence. */
  readonly phase?: string;
  readonly turns: readonly Turn[];
}

const durationOf = ({ epochs, steps, stop, keep }: Duration): Duration => ({
  epochs,
  ...(steps === undefined ? {} : { steps }),
  ...(stop === undefined ? {} : { stop }),
  ...(keep === undefined ? {} : { keep }),
});

/** What a recipe is for one of its phases: what the phase does not say is not said. */
const withLearning = (recipe: Recipe, learning: Learning): Recipe => {
  const { name, model, graph, data, metrics, batch, seed, health, epochs } = recipe;
  const { losses, optimizer, rate, schedules, regularizers, constraints, rates, frozen } = learning;
  const { resting, held, clip } = learning;
  const { average, accumulate } = recipe;
  return {
    ...{ name, model, graph, data, metrics, batch, seed, health, epochs },
    ...{ losses, optimizer, rate, schedules, regularizers, constraints, rates, frozen },
    ...(resting === undefined ? {} : { resting }),
    ...(held === undefined ? {} : { held }),
    ...(clip === undefined ? {} : { clip }),
    ...(average === undefined ? {} : { average }),
    ...(accumulate === undefined ? {} : { accumulate }),
  };
};

/**
 * A run in acts, one after the other. In an act phases take turns: a recipe without phases is one act with one turn, phases that
 * alternate are one act with several, and a sequence is an act for each of its phases.
 */
export const actsOf = (recipe: Recipe): readonly Act[] => {
  const { phases } = recipe;
  if (phases === undefined) return [{ ...durationOf(recipe), turns: [{ recipe, steps: 1 }] }];
  const turnOf = (phase: Learning & { readonly name: string }, steps: number): Turn => ({
    phase: phase.name,
    recipe: withLearning(recipe, phase),
    steps,
  });
  return phases.order === 'alternate'
    ? [{ ...durationOf(recipe), turns: phases.list.map((phase) => turnOf(phase, phase.turn)) }]
    : phases.list.map((phase) => ({
        phase: phase.name,
        ...durationOf(phase),
        turns: [turnOf(phase, 1)],
      }));
};

const roundOf = ({ turns }: Act): number => turns.reduce((sum, { steps }) => sum + steps, 0);

/** Whose turn a step of an act is, and the how many-th of that turn's steps it is; both kinds of steps count from 1. */
export const turnAt = (act: Act, step: number): { readonly index: number; readonly step: number } => {
  const round = roundOf(act);
  const full = Math.floor((step - 1) / round);
  let left = (step - 1) % round;
  for (const [index, { steps }] of act.turns.entries()) {
    if (left < steps) return { index, step: full * steps + left + 1 };
    left -= steps;
  }
  throw new Error('A turn of an act has no steps.');
};

/** How many of the first steps of an act a turn takes. */
export const stepsOfTurn = (act: Act, index: number, steps: number): number => {
  const round = roundOf(act);
  const before = act.turns.slice(0, index).reduce((sum, turn) => sum + turn.steps, 0);
  const own = act.turns[index]!.steps;
  return Math.floor(steps / round) * own + Math.min(own, Math.max(0, (steps % round) - before));
};
