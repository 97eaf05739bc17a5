import type { SearchPlan } from '@neurite/contract';
import { underWay, type UnderWay } from '../train/under-way.js';
import type { SearchEvent } from './events.js';
import type { SearchOptions } from './options.js';
import { runSearch } from './run-search.js';
import type { Searched } from './searched.js';

/** A search under way: what happens, and what comes of it. It begins when either is first asked for. */
export type Searching = UnderWay<SearchEvent, Searched>;

/**
 * Runs a search: trials are ordinary trainings, one after the other, and what they come to is recorded as they end.
 *
 * A trial that diverges is a result. The same plan makes the same trials on exact backends, also when it is killed at any moment and
 * resumed.
 *
 * @example
 * const plan = compilation.search('Tune');
 * const trial = (point) => compilation.trial('Tune', point);
 * for await (const event of search(plan.value, { catalog, backend, world, trial }))
 *   if (event.event === 'trial') console.log(event.point, event.scores);
 */
export const search = (plan: SearchPlan, options: SearchOptions): Searching =>
  underWay<SearchEvent, Searched, SearchOptions>(options, (followed, emit) =>
    runSearch(plan, followed, emit),
  );
