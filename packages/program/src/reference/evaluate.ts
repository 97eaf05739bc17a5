import type { HostTensor, Primitive, Program } from '@neurite/contract';
import { invariant } from '../invariant.js';
import { binaryReference, unaryReference } from './elementwise.js';
import type { Evaluator, Precision } from './evaluator.js';
import { indexReference } from './indexing.js';
import { layoutReference } from './layout.js';
import { linearReference } from './linear.js';
import { reductionReference } from './reduction.js';
import { sourceReference } from './source.js';
import { structureReference } from './structure.js';
import { windowReference } from './windows.js';

/**
 * Runs a program on host tensors, operation by operation.
 *
 * @param inputs in the order of `program.inputs`.
 * @param precision `float64` keeps every float32 tensor in double precision; `float32` rounds each result.
 * @returns outputs in the order of `program.outputs`; they may share memory with inputs.
 */
export const evaluate = (
  program: Program,
  inputs: readonly HostTensor[],
  precision: Precision = 'float64',
): readonly HostTensor[] => {
  invariant(
    inputs.length === program.inputs.length,
    () => `the program takes ${program.inputs.length} inputs, got ${inputs.length}`,
  );
  const values = new Array<HostTensor | undefined>(program.values.length);
  program.inputs.forEach((port, index) => (values[port.value] = inputs[index]));
  for (const op of program.ops) {
    const results = (reference[op.primitive] as Evaluator<Primitive>)(
      op.attributes,
      op.inputs.map((value) => values[value]!),
      precision,
    );
    op.outputs.forEach((value, index) => (values[value] = results[index]));
  }
  return program.outputs.map((port) => values[port.value]!);
};

/** What each primitive means: the reference that every backend is compared with. */
export const reference: { readonly [P in Primitive]: Evaluator<P> } = {
  ...sourceReference,
  ...unaryReference,
  ...binaryReference,
  ...reductionReference,
  ...layoutReference,
  ...indexReference,
  ...linearReference,
  ...windowReference,
  ...structureReference(evaluate),
};
