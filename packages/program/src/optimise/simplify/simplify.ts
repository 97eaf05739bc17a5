import type { Op, Primitive, TensorType, Value } from '@neurite/contract';
import { invariant } from '../../invariant.js';
import { everywhere, type Pass } from '../pass.js';
import { rewrite, type Writer } from '../rewrite.js';
import { arithmeticRules } from './arithmetic.js';
import { layoutRules } from './layout.js';
import type { Rule, Restated, Site } from './rule.js';

const rules: { readonly [P in Primitive]?: Rule<P> } = { ...arithmeticRules, ...layoutRules };

/** Each rule takes something away, so an operation is restated a few times at most. */
const mostRestatements = 100;

const apply = (
  operation: Restated,
  type: TensorType,
  origin: number,
  writer: Writer,
): Value | Restated | undefined => {
  // The table is keyed by primitive, so the rule takes this very operation.
  const rule = rules[operation.primitive] as Rule<Primitive> | undefined;
  return rule?.({ ...operation, type, origin, writer } as Site<Primitive>);
};

const simplest = (op: Op, inputs: readonly Value[], type: TensorType, writer: Writer): readonly Value[] => {
  let operation = { ...op, inputs } as Restated;
  for (let count = 0; ; count++) {
    const answer = apply(operation, type, op.origin, writer);
    if (typeof answer === 'number') return [answer];
    if (answer === undefined) {
      return writer.emit(operation.primitive, operation.inputs, operation.attributes, [type], op.origin);
    }
    invariant(count < mostRestatements, () => `simplifying ${op.primitive} never ends`);
    operation = answer;
  }
};

/** Exact algebra, one operation and its operands' makers at a time: what changes nothing goes, and two moves become one. */
export const simplify: Pass = {
  name: 'simplify',
  exact: true,
  run: everywhere((program) =>
    rewrite(program, (op, inputs, writer) =>
      op.outputs.length === 1 && rules[op.primitive] !== undefined
        ? simplest(op, inputs, program.values[op.outputs[0]!]!, writer)
        : undefined,
    ),
  ),
};
