import type { Op, Program, Value } from '@neurite/contract';
import { invariant } from '../invariant.js';
import { assignOffsets, type Block } from './assign.js';
import { orderedCopies, pendingCopies } from './copies.js';
import { bytesOf, contiguousViews, elementwiseInPlace } from './defaults.js';
import { outputHomes } from './homes.js';
import { lifetimes, type Lifetimes } from './lifetimes.js';
import { tenancies } from './tenancies.js';
import type { Place, Plan, PlanOptions } from './types.js';

const isSource = (op: Op): boolean => op.primitive === 'constant' || op.primitive === 'iota';

/** The operands that an output may overwrite: those that no other operand shares bytes with, unless element lies under element. */
const overwritableOperands =
  ({ roots }: Lifetimes, sizes: readonly number[], inPlace: (op: Op) => readonly (readonly number[])[]) =>
  (op: Op, output: Value): readonly Value[] => {
    const candidates = inPlace(op)[op.outputs.indexOf(output)] ?? [];
    return candidates.flatMap((candidate) => {
      const value = op.inputs[candidate]!;
      const root = roots[value]!;
      const isAlone = op.inputs.every((input, index) => {
        const other = roots[input]!;
        return other.value !== root.value || (candidates.includes(index) && other.offset === root.offset);
      });
      return isAlone && sizes[value] === sizes[output] ? [value] : [];
    });
  };

/**
 * Decides where every value of a program lives: lifetimes, views, values that overwrite dead ones, offsets in one arena.
 *
 * Outputs are computed in the memory of their ports wherever that can be; `copies` says what is left to do. An input is never
 * written, except by the output that it is donated to. Bodies of scans are programs of their own: plan them apart, and ask for
 * their arenas as scratch of the scan.
 *
 * @example const { places, arena } = plan(program, { alignment: 16 });
 */
export const plan = (program: Program, options: PlanOptions): Plan => {
  const { alignment, persistent = isSource, bytes = bytesOf, scratch = () => 0 } = options;
  const alias = options.alias ?? ((op: Op) => contiguousViews(op, program, bytes));
  const inPlace = options.inPlace ?? ((op: Op) => elementwiseInPlace(op, program, bytes));
  invariant(Number.isInteger(Math.log2(alignment)), () => `${alignment} is not a power of two`);
  const end = program.ops.length;
  const sizes = program.values.map(bytes);
  const spans = lifetimes(program, (op) => alias(op, program));
  const { roots, made } = spans;
  const lasting = new Set(program.ops.flatMap((op) => (persistent(op) ? op.outputs : [])));
  const overwritable = overwritableOperands(spans, sizes, (op) => inPlace(op, program));
  const homes = outputHomes(program, spans, sizes, lasting, (value, input) =>
    overwritable(program.ops[made[value]!]!, value).some(
      (operand) => roots[operand]!.value === input && sizes[operand] === sizes[input],
    ),
  );
  const owned = tenancies({ program, spans, sizes, lasting, homes, overwritable });

  const blocks: Block[] = owned.list.map(({ home, bytes: size, from, to }) => ({
    bytes: home ? 0 : size,
    from,
    to,
  }));
  const scratchBlocks = new Map<number, number>();
  program.ops.forEach((op, index) => {
    const size = scratch(op, program);
    if (size > 0) scratchBlocks.set(index, blocks.push({ bytes: size, from: index, to: index }) - 1);
  });
  const inputPorts = new Map(program.inputs.map(({ value }, port) => [value, port]));
  /** Where a value is, with offsets in the arena given by `offsets`, once they are known. */
  const placeOf = (value: Value, offsets: readonly number[]): Place => {
    const root = roots[value]!;
    const port = inputPorts.get(root.value);
    if (port !== undefined) return { base: 'input', port, offset: root.offset };
    const owner = owned.of.get(root.value);
    // A number that no operation writes takes no room.
    if (owner === undefined) return { base: 'arena', port: 0, offset: 0 };
    const { tenancy, offset } = owner;
    const { home } = owned.list[tenancy]!;
    const within = offset + root.offset;
    return home
      ? { ...home, offset: within }
      : { base: 'arena', port: 0, offset: offsets[tenancy]! + within };
  };

  // Which copies are needed does not depend on offsets in the arena, but some of them need a stage there.
  const firstStage = blocks.length;
  const nowhere = blocks.map(() => 0);
  for (const copy of pendingCopies(program, (value) => placeOf(value, nowhere), sizes))
    if (copy.isStaged) blocks.push({ bytes: copy.bytes, from: end, to: end + 1 });
  const { offsets, arena } = assignOffsets(blocks, alignment);
  const stages = offsets.slice(firstStage).map((offset): Place => ({ base: 'arena', port: 0, offset }));
  const places = program.values.map((_, value) => placeOf(value, offsets));
  return {
    sizes,
    places,
    arena,
    aliases: Object.fromEntries(spans.views),
    inPlace: owned.inPlace,
    lastUse: spans.lastUse,
    scratch: Object.fromEntries([...scratchBlocks].map(([index, block]) => [index, offsets[block]!])),
    copies: orderedCopies(
      pendingCopies(program, (value) => places[value]!, sizes),
      stages,
    ),
  };
};
