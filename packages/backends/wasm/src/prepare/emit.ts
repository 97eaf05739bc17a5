import type { Op, Primitive } from '@neurite/contract';
import type { Place } from '@neurite/program';
import { i32, type I32, memory, sequence, type Statement } from '../encoder/index.js';
import { kernelOf, type Unkernelled } from '../kernels/index.js';
import type { Unit } from '../math/index.js';
import type { Layout } from './layout.js';
import { emitScan } from './scan.js';
import type { Sites } from './site.js';

/** What emission needs beside the program. */
export interface Emission {
  readonly unit: Unit;
  readonly sites: Sites;
  /** The address of constants that are written once. */
  constants(layout: Layout): readonly I32[];
}

/** Where the memory of one run of a program is. */
export interface Bases {
  /** The program's own inputs, without lifted constants. */
  readonly inputs: readonly I32[];
  readonly outputs: readonly I32[];
  readonly arena: I32;
}

const isNoMatter: ReadonlySet<string> = new Set(['origin', 'origins', 'role', 'name']);

/** JSON has no infinities, no NaN and no −0: constants of chains do. */
const plainly = (key: string, value: unknown): unknown => {
  if (isNoMatter.has(key)) return undefined;
  const isOrdinary = typeof value !== 'number' || (Number.isFinite(value) && !Object.is(value, -0));
  return isOrdinary ? value : Object.is(value, -0) ? '-0' : String(value);
};

/** What a kernel depends on: equal keys share one function. Origins and port names are none of it. */
const keyOf = (op: Op, layout: Layout): string => {
  const { values } = layout.lifted.program;
  const types = [...op.inputs, ...op.outputs].map((value) => values[value]);
  return JSON.stringify([op.primitive, op.attributes, types], plainly);
};

/** The statements that run a program: a call for each operation that is not a view, and the copies that are left. */
export const emitProgram = (emission: Emission, layout: Layout, bases: Bases): Statement => {
  const { unit, sites } = emission;
  const { plan } = layout;
  const { program } = layout.lifted;
  const inputs = [...bases.inputs, ...emission.constants(layout)];
  const addressOf = ({ base, port, offset }: Place): I32 => {
    const start = { arena: bases.arena, input: inputs[port]!, output: bases.outputs[port]! }[base];
    return i32.add(start, i32.constant(offset));
  };
  const calls = program.ops.map((op, index): Statement => {
    if (op.outputs.every((output) => plan.aliases[output] !== undefined)) return sequence();
    const args = [...op.inputs, ...op.outputs].map((value) => addressOf(plan.places[value]!));
    const scratch = i32.add(bases.arena, i32.constant(plan.scratch[index] ?? 0));
    const target =
      op.primitive === 'scan'
        ? emitScan(emission, op, program, layout.bodies.get(index)!, emitProgram)
        : unit.shared(keyOf(op, layout), () =>
            kernelOf(op as Op<Exclude<Primitive, Unkernelled>>, program).define(unit),
          );
    return sequence(sites.enter(op, program), target.run(...args, scratch));
  });
  const copies = plan.copies.map(({ from, to, bytes }) =>
    memory.copy(addressOf(to), addressOf(from), i32.constant(bytes)),
  );
  return sequence(...calls, ...copies);
};
