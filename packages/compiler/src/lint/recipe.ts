import type { Catalog, Diagnostic, Recipe } from '@neurite/contract';
import { classCount } from './class-count.js';
import { exclusiveSigmoid } from './exclusive-sigmoid.js';
import { type Pair, pairsOf } from './pairs.js';
import { probabilitiesExpected } from './probabilities-expected.js';
import { softmaxBeforeLogits } from './softmax-before-logits.js';

type Rule = (pair: Pair, recipe: Recipe, catalog: Catalog) => readonly Diagnostic[];

const rules: readonly Rule[] = [softmaxBeforeLogits, exclusiveSigmoid, probabilitiesExpected, classCount];

/** What is sound in a recipe and still looks wrong. */
export const lintRecipe = (recipe: Recipe, catalog: Catalog): readonly Diagnostic[] =>
  pairsOf(recipe, catalog).flatMap((pair) => rules.flatMap((rule) => rule(pair, recipe, catalog)));
