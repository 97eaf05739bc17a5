import { metric, type InputTable, type LossDefinition, type OptionTable } from '@neurite/contract';
import { weightedCount, weightedSum } from './weighted.js';

/** A loss as a metric of the same name: its mean over examples. What it expects of examples follows from those of the loss. */
export const meanLoss = <O extends OptionTable, I extends InputTable>(loss: LossDefinition<O, I>) => {
  const { name, summary, formula, description, references, options, signatures, examples = [] } = loss;
  return metric({
    name,
    summary,
    ...(formula === undefined ? {} : { formula }),
    description: `The loss of this name, measured and not learned from. ${description ?? ''}`.trim(),
    ...(references === undefined ? {} : { references }),
    options,
    signatures,
    better: 'lower',
    unit: 'number',
    examples: examples.map(({ expect, inputs, ...example }) => {
      const losses = expect!['loss'] as readonly number[];
      const mean = losses.reduce((sum, each) => sum + each, 0) / losses.length;
      return { ...example, inputs: { ...inputs, weight: losses.map(() => 1) }, expect: { value: mean } };
    }),
    accumulate: (inputs, { ops, weight, ...context }) => ({
      total: weightedSum(loss.apply(inputs, { ops, weight, ...context }), weight, ops),
      count: weightedCount(weight, 1, ops),
    }),
    finish: ({ total, count }) => total![0]! / count![0]!,
  });
};
