import {
  type Allowance,
  type Catalog,
  type Diagnostic,
  type Recipe,
  type RuleName,
  rules,
} from '@neurite/contract';
import { report } from '../diagnostics.js';
import { classCount } from './class-count.js';
import { exclusiveSigmoid } from './exclusive-sigmoid.js';
import { type Pair, pairsOf } from './pairs.js';
import { probabilitiesExpected } from './probabilities-expected.js';
import { softmaxBeforeLogits } from './softmax-before-logits.js';

type Look = (pair: Pair, recipe: Recipe, catalog: Catalog) => readonly Diagnostic[];

/** What looks wrong, by the name under which it may be allowed. */
const looks: readonly (readonly [RuleName, Look])[] = [
  ['softmax_before_logits', softmaxBeforeLogits],
  ['exclusive_sigmoid', exclusiveSigmoid],
  ['probabilities_expected', probabilitiesExpected],
];

/** What is sound in a recipe and still looks wrong, apart from what it allows. */
export const lintRecipe = (recipe: Recipe, catalog: Catalog): readonly Diagnostic[] => {
  const { allowed } = recipe.health;
  const needed = new Set<Allowance>();
  const found = pairsOf(recipe, catalog).flatMap((pair) => [
    ...looks.flatMap(([rule, look]) => {
      const diagnostics = look(pair, recipe, catalog);
      const allowance =
        diagnostics.length === 0
          ? undefined
          : allowed.find((one) => one.rule === rule && concerns(one, pair));
      if (allowance === undefined) return diagnostics;
      needed.add(allowance);
      return [];
    }),
    ...classCount(pair, recipe, catalog),
  ]);
  const unneeded = allowed.filter((one) => rules[one.rule].looks === 'compiling' && !needed.has(one));
  return [
    ...found,
    ...unneeded.map(({ rule, span }) =>
      report('unneeded-allow', { rule }, span === undefined ? {} : { span }),
    ),
  ];
};

/** Whether an allowance speaks of the loss, or of the layer that it reads. */
const concerns = ({ paths }: Allowance, { node, makerPath }: Pair): boolean =>
  paths === undefined || paths.includes(node.path) || (makerPath !== undefined && paths.includes(makerPath));
