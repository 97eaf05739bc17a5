import { error, listed, suggesting } from './rows.js';

/** Search and ensemble blocks. */
export const searches = {
  'unknown-target': error(
    (p: { target: string; known: readonly string[]; suggestion: string | undefined }) =>
      suggesting(`There is no setting "${p.target}" to search.`, p.suggestion),
    (p) => `There are ${listed(p.known)}.`,
  ),
  'search-empty': error(
    (p: { name: string }) => `The search "${p.name}" searches nothing.`,
    () => 'optimizer.rate ~ log(1e-5, 1e-1)',
  ),
  'search-values': error(
    () => 'This needs some values to pick from.',
    () => 'choice(relu, elu), each(0..5)',
  ),
  'distribution-problem': error((p: { name: string; problem: string }) => `${p.name}: ${p.problem}`),
  'strategy-problem': error((p: { name: string; problem: string }) => `${p.name}: ${p.problem}`),
  'search-objective': error(
    (p: { what: string }) => `${p.what} goes by what is best, and the search has no objective.`,
    () => 'objective: maximize(validation.accuracy)',
  ),
  'search-exhaustive': error(
    (p: { strategy: string; distribution: string }) =>
      `${p.distribution} wants every value tried, and ${p.strategy} leaves some out.`,
    () => 'Say strategy: grid, or pick one of the values by choice(…).',
  ),
  'search-length': error(
    (p: { strategy: string }) =>
      `${p.strategy} trains for a part of the epochs, and the length of this recipe is not said in epochs alone.`,
    () => 'Give the recipe a number of epochs, and neither steps nor a search for one of them.',
  ),
  'search-refine': error(
    () => 'There is no range to refine: lists of values have nothing between them.',
    () => 'Search a range, such as log(1e-5, 1e-1) or uniform(0, 0.6).',
  ),
  'ensemble-snapshots': error(
    (p: { members: number; epochs: number }) =>
      `${p.members} snapshots need as many epochs at least, and the recipe has ${p.epochs}.`,
  ),
  'combination-values': error(
    (p: { combination: string }) =>
      `${p.combination} is for decisions between classes, and the recipe has outputs that are numbers.`,
    () => 'combine: mean',
  ),
};
