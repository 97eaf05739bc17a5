import type { Catalog, HostArray, MetricTerm } from '@neurite/contract';
import type { Scores } from './events.js';

/** Sums over batches by the name of the metric port, in float64. */
export type Sums = Map<string, Float64Array>;

/** Adds the sums of one batch. The order of additions is that of the batches, whoever is watching. */
export const addSums = (sums: Sums, name: string, batch: HostArray): void => {
  const known = sums.get(name);
  if (known === undefined) sums.set(name, Float64Array.from(batch));
  else for (let index = 0; index < known.length; index++) known[index]! += batch[index]!;
};

/**
 * Scores from sums: `loss` and each term as means over examples, `penalty` as a mean over batches, and the metrics finished on the
 * host.
 */
export const finishSums = (
  sums: Sums,
  metrics: readonly MetricTerm[],
  catalog: Catalog,
  batches: number,
): Scores => {
  const weight = sums.get('weight')?.[0] ?? 0;
  const terms = [...sums].filter(([name]) => name === 'loss' || name.startsWith('loss/'));
  const scores: [string, number][] = terms
    // With a single term its own name says nothing new.
    .filter(([name]) => name === 'loss' || terms.length > 2)
    .map(([name, sum]) => [name, sum[0]! / weight]);
  const penalty = sums.get('penalty')?.[0];
  if (penalty !== undefined && penalty !== 0) scores.push(['penalty', penalty / batches]);
  return { ...Object.fromEntries(scores), ...finishMetrics(sums, metrics, catalog) };
};

const finishMetrics = (sums: Sums, metrics: readonly MetricTerm[], catalog: Catalog): Scores => {
  const scores = metrics.map(({ name, use }) => {
    const definition = catalog.get('metric', use.name);
    if (definition === undefined)
      throw new Error(`The catalog has no metric "${use.name}": the compiler should have said so.`);
    const prefix = `metric/${name}/`;
    const own = [...sums]
      .filter(([port]) => port.startsWith(prefix))
      .map(([port, sum]) => [port.slice(prefix.length), sum]);
    return [name, definition.finish(Object.fromEntries(own) as never, use.options as never)] as const;
  });
  return Object.fromEntries(scores);
};

/** What the steps of one turn of an act left, or its evaluation. */
export interface TurnSums {
  readonly phase?: string;
  readonly sums: Sums;
  readonly batches: number;
}

/** Scores of all turns of an act: losses by phase where there are several, metrics from the sums that are handed over. */
export const finishTurns = (
  turns: readonly TurnSums[],
  measured: Sums,
  metrics: readonly MetricTerm[],
  catalog: Catalog,
): Scores => {
  const [first] = turns;
  if (first !== undefined && turns.length === 1)
    return finishSums(first.sums, metrics, catalog, first.batches);
  const losses = turns.flatMap(({ phase, sums, batches }) =>
    Object.entries(finishSums(sums, [], catalog, batches)).map(
      ([name, score]) => [`${phase}.${name}`, score] as const,
    ),
  );
  return { ...Object.fromEntries(losses), ...finishMetrics(measured, metrics, catalog) };
};
