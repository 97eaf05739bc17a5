import type { Attributes, Device, HostTensor, Primitive, Program } from '@neurite/contract';
import { evaluate, record } from '@neurite/program';
import { compare, runOn, type Tolerance } from '@neurite/testing';

/** A program of one operation. */
export const single = <P extends Primitive>(
  primitive: P,
  attributes: Attributes[P],
  inputs: readonly HostTensor[],
): Program =>
  record((recorder) => {
    const operands = inputs.map(({ dtype, shape }, i) => recorder.input(`x${i}`, 'batch', { dtype, shape }));
    recorder.emit(primitive, operands, attributes).forEach((y, i) => recorder.output(`y${i}`, 'output', y));
  });

/** Runs a program on the device and in the reference; throws what differs. Gives the device's results. */
export const agree = async (
  device: Device,
  program: Program,
  inputs: readonly HostTensor[],
  tolerance?: Tolerance,
): Promise<readonly HostTensor[]> => {
  const actual = await runOn(device, program, inputs);
  evaluate(program, inputs).forEach((expected, i) => {
    const difference = compare(actual[i]!, expected, tolerance);
    if (difference !== undefined) throw new Error(`Output ${i} ${difference}.`);
  });
  return actual;
};
