import type { Shape, Value } from '@neurite/contract';
import { everywhere, type Pass } from './pass.js';
import { rewrite, type Writer } from './rewrite.js';

/** Whether a permutation changes the last two axes for one another and leaves the others. */
const isMatrixTranspose = (permutation: Shape): boolean => {
  const rank = permutation.length;
  return permutation.every((axis, place) => axis === (place < rank - 2 ? place : 2 * rank - 3 - place));
};

/** The operand before it was transposed, if that is all that happened to it. */
const untransposed = (writer: Writer, value: Value): Value | undefined => {
  const maker = writer.maker(value);
  return maker?.primitive === 'transpose' && isMatrixTranspose(maker.attributes.permutation)
    ? maker.inputs[0]
    : undefined;
};

/** Lets matrix products read transposed operands as they are: they have flags for that. */
export const absorbTransposes: Pass = {
  name: 'absorb transposes',
  exact: true,
  run: everywhere((program) =>
    rewrite(program, (op, [a, b], writer) => {
      if (op.primitive !== 'matmul') return undefined;
      const [plainA, plainB] = [untransposed(writer, a!), untransposed(writer, b!)];
      if (plainA === undefined && plainB === undefined) return undefined;
      const attributes = {
        transposeA: op.attributes.transposeA !== (plainA !== undefined),
        transposeB: op.attributes.transposeB !== (plainB !== undefined),
      };
      const types = [program.values[op.outputs[0]!]!];
      return writer.emit('matmul', [plainA ?? a!, plainB ?? b!], attributes, types, op.origin);
    }),
  ),
};
