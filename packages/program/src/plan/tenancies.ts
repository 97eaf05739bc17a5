import type { Op, Program, Value } from '@neurite/contract';
import type { External } from './homes.js';
import type { Lifetimes } from './lifetimes.js';

/** Memory that one value after another occupies: the first is written fresh, each other over the one before. */
export interface Tenancy {
  /** Undefined: a block of the arena. */
  readonly home?: External;
  readonly bytes: number;
  readonly from: number;
  readonly to: number;
}

export interface Tenancies {
  readonly list: readonly Tenancy[];
  /** Root value → its tenancy, and the byte of it that the value begins at. Inputs have none. */
  readonly of: ReadonlyMap<Value, { readonly tenancy: number; readonly offset: number }>;
  readonly inPlace: Readonly<Record<Value, Value>>;
}

interface Question {
  readonly program: Program;
  readonly spans: Lifetimes;
  readonly sizes: readonly number[];
  readonly lasting: ReadonlySet<Value>;
  readonly homes: ReadonlyMap<Value, External>;
  /** The operands that an output may overwrite, best first. */
  readonly overwritable: (op: Op, output: Value) => readonly Value[];
}

/** Gives each value that is not a view memory of its own, or that of a dead operand. */
export const tenancies = ({ program, spans, sizes, lasting, homes, overwritable }: Question): Tenancies => {
  const { roots, lastUse, views } = spans;
  const end = program.ops.length;
  const list: { home?: External; bytes: number; from: number; to: number; tenant: Value }[] = [];
  const of = new Map<Value, { tenancy: number; offset: number }>();
  const inPlace: Record<Value, Value> = {};

  /** Moves into the memory of an operand that dies here, if there is one. */
  const moveIn = (op: Op, index: number, output: Value): boolean => {
    for (const operand of overwritable(op, output)) {
      const root = roots[operand]!;
      const place = of.get(root.value);
      if (place === undefined || lasting.has(root.value) || lastUse[root.value] !== index) continue;
      const tenancy = list[place.tenancy]!;
      if (tenancy.home !== undefined || tenancy.tenant !== root.value) continue;
      tenancy.tenant = output;
      tenancy.to = Math.max(index, lastUse[output]!);
      of.set(output, { tenancy: place.tenancy, offset: place.offset + root.offset });
      inPlace[output] = operand;
      return true;
    }
    return false;
  };

  program.ops.forEach((op, index) => {
    for (const output of op.outputs) {
      if (views.has(output)) continue;
      const home = homes.get(output);
      const stays = lasting.has(output);
      if (home === undefined && !stays && moveIn(op, index, output)) continue;
      if (home?.base === 'input') {
        const input = program.inputs[home.port]!.value;
        if (lastUse[input] === index) inPlace[output] = input;
      }
      const [from, to] = stays ? [-1, end + 1] : [index, Math.max(index, lastUse[output]!)];
      const tenancy = { bytes: sizes[output]!, from, to, tenant: output };
      of.set(output, {
        tenancy: list.push(home === undefined ? tenancy : { ...tenancy, home }) - 1,
        offset: 0,
      });
    }
  });
  return { list, of, inPlace };
};
