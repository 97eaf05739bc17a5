import type { Diagnostic } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { type Pair, givesProbabilities } from './pairs.js';

/** A loss that reads probabilities on scores that nothing has made into such. */
export const probabilitiesExpected = ({ node, loss, maker }: Pair): readonly Diagnostic[] => {
  const isBare =
    maker !== undefined &&
    (maker.activation === undefined ? maker.family !== 'arithmetic' : !givesProbabilities(maker.activation));
  return loss.reads === 'probabilities' && isBare
    ? [
        report(
          'probabilities-expected',
          { loss: loss.name, found: `the output of ${maker.name}` },
          node.span === undefined ? {} : { span: node.span },
        ),
      ]
    : [];
};
