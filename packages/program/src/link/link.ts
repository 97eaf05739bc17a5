import type { Port, Program } from '@neurite/contract';
import { invariant } from '../invariant.js';
import { record, type Recorder, type Reference } from '../record/index.js';
import { describeType } from '../shapes/index.js';

const key = ({ role, name }: Port): string => `${role} "${name}"`;

/** Repeats the donations of a program. All of them are between ports of one role and name. */
export const donateAll = (
  recorder: Recorder,
  program: Pick<Program, 'donated' | 'inputs' | 'outputs'>,
): void => {
  for (const [from, to] of program.donated) {
    const [input, output] = [program.inputs[from]!, program.outputs[to]!];
    invariant(key(input) === key(output), () => `${key(input)} is donated to ${key(output)}`);
    recorder.donate(input.role, input.name);
  }
};

/**
 * Puts programs one after the other. Ports meet by role and name: an output of an earlier program feeds the inputs of later ones,
 * and inputs that several programs have are one input. Outputs that feed something end there; all others are outputs of the result,
 * as are donations.
 *
 * @example const step = link(gradients, update)
 */
export const link = (...programs: readonly Program[]): Program =>
  record((recorder) => {
    const inputs = new Map<string, Reference>();
    const made = new Map<string, { readonly port: Port; readonly value: Reference; isRead: boolean }>();
    for (const program of programs) {
      const given = program.inputs.map((port): Reference => {
        const type = program.values[port.value]!;
        const source = made.get(key(port));
        if (source !== undefined) source.isRead = true;
        const value = source?.value ?? inputs.get(key(port)) ?? recorder.input(port.name, port.role, type);
        invariant(
          describeType(recorder.type(value)) === describeType(type),
          () => `${key(port)} is ${describeType(recorder.type(value))} here and ${describeType(type)} there`,
        );
        if (source === undefined) inputs.set(key(port), value);
        return value;
      });
      const results = recorder.inline(program, given);
      program.outputs.forEach((port, index) => {
        const other = made.get(key(port));
        invariant(other === undefined || other.isRead, () => `two programs give ${key(port)}`);
        made.set(key(port), { port, value: results[index]!, isRead: false });
      });
    }
    for (const { port, value, isRead } of made.values()) {
      if (!isRead) recorder.output(port.name, port.role, value);
    }
    for (const program of programs) donateAll(recorder, program);
  });

/**
 * The program with its outputs of some roles changed: `change` gets the output, the input of the same role and name, and
 * looks up any other output.
 */
export const changeOutputs = (
  program: Program,
  change: (
    output: { readonly port: Port; readonly value: Reference; readonly before: Reference | undefined },
    find: (role: Port['role'], name: string) => Reference,
    recorder: Recorder,
  ) => Reference,
): Program =>
  record((recorder) => {
    const inputs = program.inputs.map(({ name, role, value }) =>
      recorder.input(name, role, program.values[value]!),
    );
    const results = recorder.inline(program, inputs);
    const find = (role: Port['role'], name: string): Reference =>
      results[program.outputs.findIndex((port) => port.role === role && port.name === name)]!;
    program.outputs.forEach((port, index) => {
      const before = inputs[program.inputs.findIndex((input) => key(input) === key(port))];
      const value = change({ port, value: results[index]!, before }, find, recorder);
      recorder.output(port.name, port.role, value);
    });
    donateAll(recorder, program);
  });
