import type { Diagnostic, Recipe } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { type Pair, givesProbabilities, normalises } from './pairs.js';

/** Scores of classes that exclude each other, each through a sigmoid of its own. */
export const exclusiveSigmoid = (
  { node, loss, maker, prediction }: Pair,
  { graph }: Recipe,
): readonly Diagnostic[] => {
  if (
    loss.classes === undefined ||
    maker === undefined ||
    !givesProbabilities(maker.activation) ||
    normalises(maker)
  )
    return [];
  const classes = graph.values[prediction]!.shape.at(-1);
  return typeof classes === 'number' && classes > 1
    ? [report('exclusive-sigmoid', { classes }, node.span === undefined ? {} : { span: node.span })]
    : [];
};
