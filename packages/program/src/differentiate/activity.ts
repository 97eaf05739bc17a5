import type { Attributes, Op, Program } from '@neurite/contract';
import { gradientRules } from '../rules/index.js';

type Flags = readonly boolean[];

/** Through which inputs of an operation without a body gradients pass at all. */
const passable = (program: Program, op: Op): Flags => {
  if (op.primitive === 'scan' || op.primitive === 'composite') return op.inputs.map(() => true);
  const { through } = gradientRules[op.primitive];
  return op.inputs.map(
    (value, index) =>
      program.values[value]!.dtype === 'float32' && (through === 'all' || through.includes(index)),
  );
};

const isFloat = (program: Program, value: number): boolean => program.values[value]!.dtype === 'float32';

/** Which values change smoothly with the flagged inputs of a program. */
export const variedValues = (program: Program, inputs: Flags): Flags => {
  const varied = program.values.map(() => false);
  program.inputs.forEach(
    (port, index) => (varied[port.value] = inputs[index]! && isFloat(program, port.value)),
  );
  for (const op of program.ops) {
    const from = op.inputs.map((value) => varied[value]!);
    const to = variedOutputs(program, op, from);
    op.outputs.forEach((value, index) => (varied[value] = to[index]! && isFloat(program, value)));
  }
  return varied;
};

const variedOutputs = (program: Program, op: Op, varied: Flags): Flags => {
  if (op.primitive === 'scan') return variedThroughScan(op.attributes, varied).outputs;
  if (op.primitive === 'composite') {
    const { body } = op.attributes;
    const inside = variedValues(body, varied);
    return body.outputs.map((port) => inside[port.value]!);
  }
  const passes = passable(program, op);
  const any = varied.some((flag, index) => flag && passes[index]);
  return op.outputs.map(() => any);
};

/** Which values the flagged outputs of a program depend on smoothly. */
export const usefulValues = (program: Program, outputs: Flags): Flags => {
  const useful = program.values.map(() => false);
  program.outputs.forEach((port, index) => {
    if (outputs[index] && isFloat(program, port.value)) useful[port.value] = true;
  });
  for (let index = program.ops.length - 1; index >= 0; index--) {
    const op = program.ops[index]!;
    const to = op.outputs.map((value) => useful[value]!);
    if (!to.includes(true)) continue;
    const from = usefulInputs(program, op, to);
    op.inputs.forEach((value, input) => {
      if (from[input] && isFloat(program, value)) useful[value] = true;
    });
  }
  return useful;
};

const usefulInputs = (program: Program, op: Op, useful: Flags): Flags => {
  if (op.primitive === 'scan') return usefulThroughScan(op.attributes, useful).inputs;
  if (op.primitive === 'composite') {
    const { body } = op.attributes;
    const inside = usefulValues(body, useful);
    return body.inputs.map((port) => inside[port.value]!);
  }
  return passable(program, op);
};

/** Flags of the inputs and outputs of a scan's body. */
export interface BodyFlags {
  readonly inputs: Flags;
  readonly outputs: Flags;
}

/** A carry varies from the second iteration on if it varies at the end of the first: repeats until nothing is added. */
export const variedThroughScan = (
  { body, constants, carries }: Attributes['scan'],
  varied: Flags,
): BodyFlags => {
  const inputs = [...varied];
  for (;;) {
    const inside = variedValues(body, inputs);
    const outputs = body.outputs.map((port) => inside[port.value]!);
    const grown = outputs
      .slice(0, carries)
      .flatMap((flag, index) => (flag && !inputs[constants + index] ? [index] : []));
    if (grown.length === 0) return { inputs: body.inputs.map((port) => inside[port.value]!), outputs };
    for (const index of grown) inputs[constants + index] = true;
  }
};

/** A carry is useful at the end of an iteration if it is at the beginning of the next: repeats until nothing is added. */
export const usefulThroughScan = (
  { body, constants, carries }: Attributes['scan'],
  useful: Flags,
): BodyFlags => {
  const outputs = [...useful];
  for (;;) {
    const inside = usefulValues(body, outputs);
    const inputs = body.inputs.map((port) => inside[port.value]!);
    const grown = inputs
      .slice(constants, constants + carries)
      .flatMap((flag, index) => (flag && !outputs[index] ? [index] : []));
    if (grown.length === 0) return { inputs, outputs };
    for (const index of grown) outputs[index] = true;
  }
};
