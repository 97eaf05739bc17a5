import type { Duration, Learning, Phases, Span } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import type { Frame } from '../values/scope.js';
import { type Learner } from './learning.js';
import type { Order } from './phases.js';
import { wholeSetting } from './simple.js';
import type { Update } from './updates.js';

/** How a phase learns, and what it changes. */
export interface Learnt {
  readonly learning: Omit<Learning, 'frozen'>;
  readonly update: Update;
}

/** Reports parameters that no phase updates, and that nobody froze. */
export const checkUntouched = (
  session: Session,
  learnings: readonly (Learnt | undefined)[],
  trainable: readonly string[],
  frozen: readonly string[],
  span: Span,
): void => {
  // What a phase with a mistake would update is not known.
  if (learnings.includes(undefined)) return;
  const paths = trainable.filter(
    (path) => !frozen.includes(path) && !learnings.some((each) => each!.update.trained.has(path)),
  );
  if (paths.length > 0) session.diagnostics.push(report('never-updated', { paths }, { span }));
};

/** The phases of a recipe, complete. Where they alternate, layers that a phase does not update go on as in training. */
export const joinPhases = (
  session: Session,
  { order, learners }: { readonly order: Order; readonly learners: readonly Learner[] },
  learnings: readonly Learnt[],
  durations: readonly Duration[],
  trainable: readonly string[],
  frozen: readonly string[],
  frame: Frame,
): Phases => {
  const frozenStatistics = frozen.filter((path) => !trainable.includes(path));
  const list = learners.map((learner, index) => {
    const { learning, update } = learnings[index]!;
    const { name, span } = learner.phase!;
    return {
      ...learning,
      name: name.name,
      frozen: [...new Set([...trainable.filter((path) => !update.trained.has(path)), ...frozen])],
      held: [...new Set([...update.held, ...frozenStatistics])],
      span,
    };
  });
  if (order === 'sequence')
    return { order, list: list.map((phase, index) => ({ ...phase, ...durations[index]! })) };
  return {
    order,
    list: list.map((phase, index) => ({
      ...phase,
      resting: frozen,
      turn: wholeSetting(
        session,
        learners[index]!.settings,
        'steps',
        frame,
        { minimum: 1, unit: 'steps' },
        1,
      ),
    })),
  };
};
