import type { Op, Program, Value } from '@neurite/contract';
import type { Pass } from './pass.js';

/** Which values the given ones depend on, themselves included. */
const needed = (program: Program, wanted: Iterable<Value>): Uint8Array => {
  const live = new Uint8Array(program.values.length);
  for (const value of wanted) live[value] = 1;
  for (let index = program.ops.length - 1; index >= 0; index--) {
    const op = program.ops[index]!;
    if (op.outputs.some((output) => live[output] === 1)) for (const input of op.inputs) live[input] = 1;
  }
  return live;
};

/** A scan without the carries, constants, sequences and stacked outputs that nothing reads. */
const slimScan = (op: Op<'scan'>, live: Uint8Array): Op<'scan'> => {
  const { body, constants, carries } = op.attributes;
  const wanted = op.outputs.map((output) => live[output] === 1);
  const wantedPorts = () => body.outputs.filter((_, index) => wanted[index]).map((port) => port.value);
  // A carry that the body reads must go on being carried, and what makes it must be computed: repeat until nothing is added.
  let inside = needed(body, wantedPorts());
  for (let grown = true; grown;) {
    grown = false;
    for (let carry = 0; carry < carries; carry++) {
      if (wanted[carry] || inside[body.inputs[constants + carry]!.value] !== 1) continue;
      wanted[carry] = grown = true;
    }
    if (grown) inside = needed(body, wantedPorts());
  }
  const kept = body.inputs.map((port, index) => {
    const carry = index - constants;
    return carry >= 0 && carry < carries ? wanted[carry]! : inside[port.value] === 1;
  });
  const slimBody = withoutDead({
    ...body,
    inputs: body.inputs.filter((_, index) => kept[index]),
    outputs: body.outputs.filter((_, index) => wanted[index]),
  });
  return {
    ...op,
    inputs: op.inputs.filter((_, index) => kept[index]),
    outputs: op.outputs.filter((_, index) => wanted[index]),
    attributes: {
      ...op.attributes,
      body: slimBody,
      constants: kept.slice(0, constants).filter(Boolean).length,
      carries: wanted.slice(0, carries).filter(Boolean).length,
    },
  };
};

/** A fused operation without the results that nothing reads. Other composites mean something as a whole. */
const slimFused = (op: Op<'composite'>, live: Uint8Array): Op<'composite'> => {
  const wanted = op.outputs.map((output) => live[output] === 1);
  if (op.attributes.name !== 'elementwise' || wanted.every(Boolean)) return op;
  const { body } = op.attributes;
  const outputs = body.outputs.filter((_, index) => wanted[index]);
  const inside = needed(
    body,
    outputs.map((port) => port.value),
  );
  const kept = body.inputs.map((port) => inside[port.value] === 1);
  const slimBody = withoutDead({ ...body, inputs: body.inputs.filter((_, index) => kept[index]), outputs });
  return {
    ...op,
    inputs: op.inputs.filter((_, index) => kept[index]),
    outputs: op.outputs.filter((_, index) => wanted[index]),
    attributes: { ...op.attributes, body: slimBody },
  };
};

const slim = (op: Op, live: Uint8Array): Op => {
  if (op.primitive === 'scan') return slimScan(op, live);
  return op.primitive === 'composite' ? slimFused(op, live) : op;
};

/** Keeps all inputs and outputs of the program, and numbers the values that stay anew. */
const withoutDead = (program: Program): Program => {
  const live = new Uint8Array(program.values.length);
  for (const port of program.outputs) live[port.value] = 1;
  const kept: Op[] = [];
  for (let index = program.ops.length - 1; index >= 0; index--) {
    const op = program.ops[index]!;
    if (!op.outputs.some((output) => live[output] === 1)) continue;
    const slimmed = slim(op, live);
    for (const input of slimmed.inputs) live[input] = 1;
    kept.push(slimmed);
  }
  kept.reverse();
  return renumber(program, kept);
};

const renumber = (program: Program, ops: readonly Op[]): Program => {
  const numbers = new Int32Array(program.values.length).fill(-1);
  const values: Program['values'][number][] = [];
  const define = (value: Value): Value => {
    if (numbers[value] === -1) numbers[value] = values.push(program.values[value]!) - 1;
    return numbers[value]!;
  };
  const inputs = program.inputs.map((port) => ({ ...port, value: define(port.value) }));
  const renumbered = ops.map((op): Op => {
    const from = op.inputs.map((input) => numbers[input]!);
    return { ...op, inputs: from, outputs: op.outputs.map(define) };
  });
  const outputs = program.outputs.map((port) => ({ ...port, value: numbers[port.value]! }));
  return Object.freeze({ ...program, values, ops: renumbered, inputs, outputs });
};

/** Drops operations whose results nothing reads, and narrows scans to what is read of them. */
export const dropDead: Pass = {
  name: 'drop dead work',
  exact: true,
  // From the outside in: a program decides what is read of its scans, and `slim` sweeps what stays of their bodies.
  run: withoutDead,
};
