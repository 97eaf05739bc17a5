import { cpu } from '@neurite/backend-cpu';
import { compile, type Compilation } from '@neurite/compiler';
import type { EnsemblePlan, Outcome, SearchPlan } from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import type { SearchEvent } from '../search/events.js';
import type { SearchOptions } from '../search/options.js';
import { search } from '../search/search.js';
import type { Searched } from '../search/searched.js';
import { worldOf } from './world.js';

const before = `
  model Net(hidden: int = 6, act: layer = tanh) {
    input point: [2]
    output scores = point -> dense(hidden) -> act -> dense(2)
  }
  data Moons(fold: int = 0) {
    source: moons(120)
    validation: fold(fold, of: 4)
    test: 20
    field label = label -> one_of(2)
  }
  train Run {
    model: Net
    data: Moons
    loss: cross_entropy
    optimizer: adam(rate: 2e-2)
    metrics: [accuracy]
    batch: 25
    epochs: 2
  }
`;

export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
};

const compiled = (text: string): Compilation => {
  const compilation = compile(`${before}${text}`, { source: 'test.nn', catalog });
  if (!compilation.ok) throw new Error(compilation.diagnostics.map(({ message }) => message).join('\n'));
  return compilation;
};

/** A search of a small recipe for the moons, by what its block says beside `train`. */
export const searchOf = (
  settings: string,
): { readonly plan: SearchPlan; readonly trial: SearchOptions['trial'] } => {
  const compilation = compiled(`search Tune { train: Run ${settings} }`);
  return {
    plan: valueOf(compilation.search()),
    trial: (point) => compilation.trial('Tune', point),
  };
};

/** An ensemble of the same recipe. */
export const ensembleOf = (settings: string): EnsemblePlan =>
  valueOf(compiled(`ensemble Team { train: Run ${settings} }`).ensemble());

/** Runs a search to its end, and gives all events beside the result. */
export const searchAll = async (
  { plan, trial }: ReturnType<typeof searchOf>,
  options: Partial<SearchOptions> = {},
): Promise<{ readonly events: readonly SearchEvent[]; readonly outcome: Outcome<Searched> }> => {
  const searching = search(plan, { catalog, backend: cpu, world: worldOf(), trial, ...options });
  const events: SearchEvent[] = [];
  for await (const event of searching) events.push(event);
  return { events, outcome: await searching.result() };
};
