import type { Port, Program } from '@neurite/contract';
import { sweep } from '../build/sweep.js';
import { invariant } from '../invariant.js';
import { record } from '../record/index.js';
import { describeType } from '../shapes/index.js';
import { traceProgram } from './trace.js';

export interface Differentiation {
  /** The name of an output: a float32 scalar. */
  readonly of: string;
  /** The names of inputs to differentiate by; where a parameter and another input share a name, the parameter. */
  readonly by: readonly string[];
  /** The names of outputs to keep; all by default. */
  readonly keep?: readonly string[];
}

/** The name of the output that holds the gradient by an input. */
export const gradientName = (input: string): string => `gradient:${input}`;

const findPort = (ports: readonly Port[], name: string): number => {
  const parameter = ports.findIndex((port) => port.role === 'parameter' && port.name === name);
  return parameter >= 0 ? parameter : ports.findIndex((port) => port.name === name);
};

/**
 * Reverse mode: the program with an output `gradient:<input>` (role `gradient`) for each input in `by`, after the outputs that are kept.
 * Work is done only for what depends on these inputs and reaches `of`; inputs that do not matter get zeros.
 * The result is an ordinary program, so differentiating twice gives second derivatives.
 *
 * @example differentiate(program, { of: 'loss', by: ['hidden.kernel', 'hidden.bias'] })
 * @see Griewank, Walther, "Evaluating Derivatives", 2008.
 */
export const differentiate = (program: Program, { of, by, keep }: Differentiation): Program => {
  const objective = program.outputs.findIndex((port) => port.name === of);
  invariant(objective >= 0, () => `there is no output "${of}" to differentiate`);
  const type = program.values[program.outputs[objective]!.value]!;
  invariant(
    type.dtype === 'float32' && type.shape.length === 0,
    () => `only float32 scalars can be differentiated; "${of}" is ${describeType(type)}`,
  );
  const targets = by.map((name) => {
    const index = findPort(program.inputs, name);
    invariant(index >= 0, () => `there is no input "${name}" to differentiate by`);
    return index;
  });
  const kept = program.outputs.flatMap(({ name }, index) =>
    keep === undefined || keep.includes(name) ? [index] : [],
  );

  const derived = record((recorder) => {
    const { ops, input, output } = recorder;
    const inputs = program.inputs.map(({ name, role, value }) => input(name, role, program.values[value]!));
    const varied = program.inputs.map((_, index) => targets.includes(index));
    const useful = program.outputs.map((_, index) => index === objective);
    const trace = traceProgram(recorder, program, inputs, varied, useful);
    for (const index of kept) {
      const { name, role } = program.outputs[index]!;
      output(name, role, trace.outputs[index]!);
    }
    const gradients = trace.pull(useful.map((flag) => (flag ? ops.constant(1) : undefined)));
    targets.forEach((index, position) => {
      const gradient = gradients[index] ?? ops.zeros(ops.shape(inputs[index]!));
      output(gradientName(by[position]!), 'gradient', gradient);
    });
  });
  const donated = program.donated.flatMap(([from, to]) => {
    const position = kept.indexOf(to);
    return position < 0 ? [] : [Object.freeze([from, position] as const)];
  });
  return Object.freeze({ ...sweep(derived), donated: Object.freeze(donated) });
};
