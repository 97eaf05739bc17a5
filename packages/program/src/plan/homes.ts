import type { Program, Value } from '@neurite/contract';
import type { Lifetimes } from './lifetimes.js';

/** Memory that the caller owns. */
export interface External {
  readonly base: 'input' | 'output';
  readonly port: number;
}

/** The input port of each donated output port. */
export const donorOf = (program: Program): ReadonlyMap<number, number> =>
  new Map(program.donated.map(([input, output]) => [output, input]));

/**
 * Which values are written straight into the memory of an output port: those that are one output, whole, and fresh in each run.
 * A donated port has the memory of its input, which is a home only once nothing reads that input any more.
 */
export const outputHomes = (
  program: Program,
  { roots, made, lastUse }: Lifetimes,
  sizes: readonly number[],
  lasting: ReadonlySet<Value>,
  /** Whether the operation that makes the value may overwrite this input while it does. */
  mayOverwrite: (value: Value, input: Value) => boolean,
): ReadonlyMap<Value, External> => {
  const homes = new Map<Value, External>();
  const donors = donorOf(program);
  program.outputs.forEach(({ value }, port) => {
    const root = roots[value]!;
    const isWhole = root.offset === 0 && sizes[root.value] === sizes[value];
    if (!isWhole || made[root.value] === -1 || lasting.has(root.value) || homes.has(root.value)) return;
    const donor = donors.get(port);
    if (donor === undefined) {
      homes.set(root.value, { base: 'output', port });
      return;
    }
    const input = program.inputs[donor]!.value;
    const isFree =
      lastUse[input]! < made[root.value]! ||
      (lastUse[input] === made[root.value] && mayOverwrite(root.value, input));
    if (isFree) homes.set(root.value, { base: 'input', port: donor });
  });
  return homes;
};
