import type { Op, Port, Program } from '@neurite/contract';
import { invariant } from '../invariant.js';
import { infer } from './infer.js';
import { describeType, requireSameType, requireShape } from './rule.js';

const bodyOf = (op: Op): Program | undefined =>
  op.primitive === 'scan' || op.primitive === 'composite' ? op.attributes.body : undefined;

const verifyPorts = (ports: readonly Port[], side: string): void => {
  const seen = new Set<string>();
  for (const { role, name } of ports) {
    invariant(!seen.has(`${role} ${name}`), () => `two ${side}s are called ${role} "${name}"`);
    seen.add(`${role} ${name}`);
  }
};

const verifyDonated = ({ donated, inputs, outputs, values }: Program): void => {
  for (const [input, output] of donated) {
    const [from, to] = [inputs[input], outputs[output]];
    invariant(
      from !== undefined && to !== undefined,
      () => `donated pair [${input}, ${output}] names no ports`,
    );
    requireSameType(values[from.value]!, values[to.value]!, `donated pair "${from.name}"`);
  }
  for (const side of [0, 1] as const) {
    invariant(new Set(donated.map((pair) => pair[side])).size === donated.length, 'a port is donated twice');
  }
};

/**
 * Checks what everything after relies on: every value is written once and before it is read, types are what the shape rules
 * say, bodies are programs themselves, donated ports have equal types, port names are unique for each role.
 *
 * @throws Error at the first broken invariant.
 */
export const verify = (program: Program): void => {
  const { values, ops, inputs, outputs, origins } = program;
  for (const type of values) requireShape(type.shape);
  verifyPorts(inputs, 'input');
  verifyPorts(outputs, 'output');
  verifyDonated(program);

  const written = new Set<number>();
  const write = (value: number, what: string): void => {
    invariant(values[value] !== undefined, () => `${what} writes %${value}, which has no type`);
    invariant(!written.has(value), () => `${what} writes %${value} a second time`);
    written.add(value);
  };
  for (const port of inputs) write(port.value, `input "${port.name}"`);
  ops.forEach((op, index) => {
    const what = `op ${index} (${op.primitive})`;
    for (const value of op.inputs)
      invariant(written.has(value), () => `${what} reads %${value} before it is written`);
    invariant(origins[op.origin] !== undefined, () => `${what} has no origin`);
    const body = bodyOf(op);
    if (body !== undefined) verify(body);
    const types = infer(
      op.primitive,
      op.attributes,
      op.inputs.map((value) => values[value]!),
    );
    invariant(
      types.length === op.outputs.length,
      () => `${what} has ${op.outputs.length} outputs, not ${types.length}`,
    );
    op.outputs.forEach((value, output) => {
      write(value, what);
      requireSameType(types[output]!, values[value]!, `${what}, output %${value}`);
    });
  });
  for (const port of outputs) {
    invariant(
      written.has(port.value),
      () =>
        `output "${port.name}" is never written: ${describeType(values[port.value] ?? { dtype: 'float32', shape: [] })}`,
    );
  }
};
