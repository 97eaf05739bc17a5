import type { Catalog, Recipe } from '@neurite/contract';

/** `1,234,567` */
export const grouped = (count: number): string => count.toLocaleString('en-US');

/** Four significant digits, without trailing noise: `0.03125`, `12.5`, `1.2e-6`. */
export const short = (value: number): string => {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 1e-4 && size < 1e6 ? String(Number(value.toPrecision(4))) : value.toExponential(2);
};

/** `42 s`, `3 min 20 s` */
export const duration = (seconds: number): string => {
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  return `${minutes} min ${Math.round(seconds - 60 * minutes)} s`;
};

/** How one number of a recipe is written: metrics that are fractions as percent. */
export const numberWriter = (recipe: Pick<Recipe, 'metrics'>, catalog: Catalog) => {
  const fractions = new Set(
    recipe.metrics
      .filter(({ use }) => catalog.get('metric', use.name)?.unit === 'fraction')
      .map(({ name }) => name),
  );
  return (name: string, value: number): string =>
    fractions.has(name) ? `${(100 * value).toFixed(2)} %` : short(value);
};

/** How the scores of a recipe are written: `loss 0.1234  accuracy 96.30 %`; terms of a loss are left to metrics.jsonl. */
export const scoreWriter = (recipe: Recipe, catalog: Catalog) => {
  const write = numberWriter(recipe, catalog);
  return (scores: Readonly<Record<string, number>>): string =>
    Object.entries(scores)
      .filter(([name]) => !name.includes('/'))
      .map(([name, value]) => `${name} ${write(name, value)}`)
      .join('  ');
};
