import type { Program, TensorType } from '@neurite/contract';
import { invariant } from '../invariant.js';
import { describeType, requireSameType, type ShapeRules } from './rule.js';

const typesOf = (program: Program, side: 'inputs' | 'outputs'): readonly TensorType[] =>
  program[side].map((port) => program.values[port.value]!);

const requireTypes = (expected: readonly TensorType[], actual: readonly TensorType[], what: string): void => {
  invariant(
    expected.length === actual.length,
    () =>
      `${what}: ${expected.length} expected (${expected.map(describeType).join(', ')}), got ${actual.length}`,
  );
  expected.forEach((type, index) => requireSameType(type, actual[index]!, `${what} ${index}`));
};

export const structureShapes: ShapeRules<'structure'> = {
  scan: ({ body, constants, carries, length }, inputs) => {
    invariant(Number.isInteger(length) && length >= 0, () => `${length} is not a length`);
    const sequences = inputs.slice(constants + carries);
    for (const sequence of sequences) {
      invariant(
        sequence.shape[0] === length,
        () => `a sequence ${describeType(sequence)} does not have length ${length}`,
      );
    }
    const slices = sequences.map(({ dtype, shape }): TensorType => ({ dtype, shape: shape.slice(1) }));
    requireTypes(
      typesOf(body, 'inputs'),
      [...inputs.slice(0, constants + carries), ...slices],
      'input of the body',
    );
    const carried = inputs.slice(constants, constants + carries);
    const results = typesOf(body, 'outputs');
    requireTypes(carried, results.slice(0, carries), 'carry');
    const stacked = results
      .slice(carries)
      .map(({ dtype, shape }): TensorType => ({ dtype, shape: [length, ...shape] }));
    return [...carried, ...stacked];
  },
  composite: ({ body }, inputs) => {
    requireTypes(typesOf(body, 'inputs'), inputs, 'input of the body');
    return typesOf(body, 'outputs');
  },
};
