import type { Program, Value } from '@neurite/contract';
import type { View } from './types.js';

/** Whose bytes a value has, and from which byte on: itself, unless it is a view. */
export interface Root {
  readonly value: Value;
  readonly offset: number;
}

export interface Lifetimes {
  readonly roots: readonly Root[];
  /** The value that a view looks at directly. */
  readonly views: ReadonlyMap<Value, { readonly of: Value; readonly offset: number }>;
  /** The index of the operation that writes a value; −1 for inputs. */
  readonly made: readonly number[];
  /** See Plan. */
  readonly lastUse: readonly number[];
}

/** When values are written and last read, views counted with what they look at. */
export const lifetimes = (
  program: Program,
  viewsOf: (op: Program['ops'][number]) => readonly (View | undefined)[],
): Lifetimes => {
  const roots: Root[] = program.values.map((_, value) => ({ value, offset: 0 }));
  const made = program.values.map(() => -1);
  const lastUse = program.values.map(() => -1);
  const views = new Map<Value, { of: Value; offset: number }>();
  program.ops.forEach((op, index) => {
    for (const input of op.inputs) lastUse[input] = index;
    const outputViews = viewsOf(op);
    op.outputs.forEach((output, place) => {
      made[output] = index;
      const view = outputViews[place];
      if (view === undefined) return;
      const of = op.inputs[view.input]!;
      views.set(output, { of, offset: view.offset });
      roots[output] = { value: roots[of]!.value, offset: roots[of]!.offset + view.offset };
    });
  });
  for (const port of program.outputs) lastUse[port.value] = program.ops.length;
  // Views come after what they look at, so one backward sweep carries their uses all the way.
  for (const [view, { of }] of [...views].reverse()) lastUse[of] = Math.max(lastUse[of]!, lastUse[view]!);
  return { roots, views, made, lastUse };
};
