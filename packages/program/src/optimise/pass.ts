import type { Capabilities, Op, Program } from '@neurite/contract';

/**
 * One step of optimisation. `exact` promises that the reference gives the same bits for the program before and after;
 * an inexact pass changes how something is computed, and so may change last bits.
 */
export interface Pass {
  readonly name: string;
  readonly exact: boolean;
  run(program: Program, capabilities: Capabilities): Program;
}

/** The program with the bodies of its scans replaced. Bodies of composites stay: they say what a name means. */
export const withBodies = (program: Program, change: (body: Program) => Program): Program => {
  if (!program.ops.some((op) => op.primitive === 'scan')) return program;
  const ops = program.ops.map((op): Op => {
    if (op.primitive !== 'scan') return op;
    const body = change(op.attributes.body);
    return body === op.attributes.body ? op : { ...op, attributes: { ...op.attributes, body } };
  });
  return Object.freeze({ ...program, ops });
};

/** Runs a change on the innermost scan bodies first, and last on the program itself. */
export const everywhere =
  (change: (program: Program) => Program) =>
  (program: Program): Program =>
    change(withBodies(program, everywhere(change)));
