import type { Diagnostic } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { type Pair, givesProbabilities, normalises } from './pairs.js';

/** A softmax, or for single scores a sigmoid, before a loss that reads scores: the loss would apply it twice. */
export const softmaxBeforeLogits = ({ node, loss, maker }: Pair): readonly Diagnostic[] => {
  if (loss.reads !== 'logits' || maker === undefined || !givesProbabilities(maker.activation)) return [];
  // Classes that exclude each other behind a sigmoid are another mistake, with a rule of its own.
  if (loss.classes !== undefined && !normalises(maker)) return [];
  return [
    report(
      'softmax-before-logits',
      { loss: loss.name, layer: maker.name },
      node.span === undefined ? {} : { span: node.span },
    ),
  ];
};
