import type { Attributes, HostTensor, Primitive, TensorType } from '@neurite/contract';
import { record } from '@neurite/program';
import type { ProgramCase } from '../run/index.js';

export const typeOf = ({ dtype, shape }: HostTensor): TensorType => ({ dtype, shape });

/** A case of one operation: its operands are the inputs, its results the outputs. `name` follows the primitive's. */
export const caseOf = <P extends Primitive>(
  primitive: P,
  name: string,
  attributes: Attributes[P],
  inputs: readonly HostTensor[],
  extra: Partial<Pick<ProgramCase, 'tolerance' | 'expect'>> = {},
): ProgramCase => ({
  name: `${primitive}: ${name}`,
  inputs,
  program: record((recorder) => {
    const operands = inputs.map((input, index) => recorder.input(`x${index}`, 'batch', typeOf(input)));
    recorder
      .emit(primitive, operands, attributes)
      .forEach((y, index) => recorder.output(`y${index}`, 'output', y));
  }),
  ...extra,
});
