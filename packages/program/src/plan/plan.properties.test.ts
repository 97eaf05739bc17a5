import { sameShape, type Op, type Program, type Value } from '@neurite/contract';
import fc from 'fast-check';
import { optimise } from '../optimise/index.js';
import { capable } from '../optimise/testing/capabilities.js';
import { programOf } from '../optimise/testing/random-program.js';
import { plan } from './plan.js';
import type { Place, Plan, PlanOptions } from './types.js';

/** Words of memory that hold names of elements: `7:2` is element 2 of value 7. */
type Memory = Map<string, string>;

/** Every element takes a word, so that names can stand in memory one by one. */
const bytes = ({ shape }: { readonly shape: readonly number[] }): number =>
  4 * shape.reduce((a, b) => a * b, 1);

const wordsOf = ({ base, port, offset }: Place, size: number): readonly string[] =>
  Array.from({ length: size / 4 }, (_, index) => `${base} ${port} ${offset / 4 + index}`);

/**
 * Runs a plan on memory that holds names instead of numbers. Whatever is read must still be there; whatever is written
 * must not be needed any more, and must not be what the same operation reads, unless the plan says in place.
 */
const simulate = (
  program: Program,
  { places, sizes, aliases, inPlace, scratch, copies }: Plan,
  scratchBytes: (op: Op) => number,
): void => {
  const memory: Memory = new Map();
  const words = (value: Value) => wordsOf(places[value]!, sizes[value]!);
  const contents = new Map<Value, readonly string[]>();
  const write = (where: readonly string[], names: readonly string[]) =>
    where.forEach((word, index) => memory.set(word, names[index]!));
  const fresh = (value: Value) =>
    Array.from({ length: sizes[value]! / 4 }, (_, index) => `${value}:${index}`);
  const requireHeld = (where: readonly string[], names: readonly string[], what: string) => {
    const wrong = where.findIndex((word, index) => memory.get(word) !== names[index]);
    if (wrong >= 0)
      throw new Error(`${what}: ${where[wrong]} holds ${memory.get(where[wrong]!)}, not ${names[wrong]}`);
  };
  const requireApart = (a: readonly string[], b: readonly string[], what: string) => {
    const taken = new Set(a);
    if (b.some((word) => taken.has(word))) throw new Error(`${what} overlap`);
  };

  // Constants are there before the first operation and must outlast all.
  for (const op of program.ops) {
    if (op.primitive === 'constant' || op.primitive === 'iota')
      write(words(op.outputs[0]!), fresh(op.outputs[0]!));
  }
  for (const { value } of program.inputs) {
    contents.set(value, fresh(value));
    write(words(value), fresh(value));
  }
  program.ops.forEach((op, index) => {
    const what = `op ${index}, ${op.primitive}`;
    for (const input of op.inputs) requireHeld(words(input), contents.get(input)!, `${what} reads %${input}`);
    const isLasting = op.primitive === 'constant' || op.primitive === 'iota';
    const written = op.outputs.filter((output) => aliases[output] === undefined);
    const scratchWords =
      scratch[index] === undefined
        ? []
        : wordsOf({ base: 'arena', port: 0, offset: scratch[index] }, scratchBytes(op));
    for (const output of written) {
      const over = inPlace[output];
      for (const input of op.inputs) {
        if (over !== undefined && words(input)[0] === words(over)[0] && sizes[input] === sizes[over]) {
          if (words(output)[0] !== words(over)[0])
            throw new Error(`${what}: %${output} is not where %${over} was`);
        } else requireApart(words(input), words(output), `${what}: %${input} and its output %${output}`);
      }
      requireApart(words(output), scratchWords, `${what}: %${output} and scratch`);
    }
    for (const input of op.inputs) requireApart(words(input), scratchWords, `${what}: %${input} and scratch`);
    write(
      scratchWords,
      scratchWords.map(() => 'scratch'),
    );
    for (const output of written) {
      contents.set(output, fresh(output));
      if (!isLasting) write(words(output), fresh(output));
    }
    for (const output of written) requireHeld(words(output), fresh(output), `${what} writes %${output}`);
    for (const output of op.outputs) {
      const view = aliases[output];
      if (view !== undefined)
        contents.set(
          output,
          contents.get(view.of)!.slice(view.offset / 4, (view.offset + sizes[output]!) / 4),
        );
    }
  });
  for (const { from, to, bytes: size } of copies)
    write(
      wordsOf(to, size),
      wordsOf(from, size).map((word) => memory.get(word)!),
    );
  const donors = new Map(program.donated.map(([input, output]) => [output, input]));
  program.outputs.forEach(({ value }, port) => {
    const donor = donors.get(port);
    const place: Place =
      donor === undefined ? { base: 'output', port, offset: 0 } : { base: 'input', port: donor, offset: 0 };
    requireHeld(wordsOf(place, sizes[value]!), contents.get(value)!, `output ${port}`);
  });
  program.inputs.forEach(({ value }, port) => {
    if (![...donors.values()].includes(port))
      requireHeld(words(value), fresh(value), `input ${port} at the end`);
  });
};

/** Donates inputs to outputs of their types, as many as the numbers say. */
const donating = (program: Program, picks: readonly number[]): Program => {
  const donated: (readonly [number, number])[] = [];
  program.inputs.forEach(({ value }, input) => {
    const { dtype, shape } = program.values[value]!;
    const free = program.outputs.flatMap((port, output) => {
      const type = program.values[port.value]!;
      return type.dtype === dtype &&
        sameShape(type.shape, shape) &&
        !donated.some((pair) => pair[1] === output)
        ? [output]
        : [];
    });
    const pick = (picks[input] ?? 0) % (free.length + 1);
    if (pick < free.length) donated.push([input, free[pick]!]);
  });
  return { ...program, donated };
};

const programs = fc
  .tuple(
    fc.array(fc.nat({ max: 10_000 }), { maxLength: 150, size: 'max' }),
    fc.array(fc.nat({ max: 10 }), { maxLength: 8 }),
    fc.boolean(),
  )
  .map(([choices, picks, isOptimised]) => {
    const program = donating(programOf(choices), picks);
    return isOptimised ? optimise(program, capable({ composites: ['elementwise'] })) : program;
  });

/** The bytes of all values that the arena must hold at the busiest moment; counted anew, from the plan's places alone. */
const busiest = (program: Program, { places, sizes, lastUse, aliases }: Plan, alignment: number): number => {
  const blocks = new Map<number, { readonly size: number; readonly from: number; readonly to: number }[]>();
  program.ops.forEach((op, index) =>
    op.outputs.forEach((output) => {
      if (places[output]!.base !== 'arena' || aliases[output] !== undefined) return;
      const isLasting = op.primitive === 'constant' || op.primitive === 'iota';
      const size = Math.ceil(sizes[output]! / alignment) * alignment;
      const [from, to] = isLasting ? [0, program.ops.length] : [index, Math.max(index, lastUse[output]!)];
      blocks.set(output, [{ size, from, to }]);
    }),
  );
  const all = [...blocks.values()].flat();
  return Math.max(
    0,
    ...program.ops.map((_, time) =>
      all.filter(({ from, to }) => from <= time && time <= to).reduce((sum, { size }) => sum + size, 0),
    ),
  );
};

describe('plan, for any program', () => {
  const scratchBytes = (op: Op): number => (op.primitive === 'matmul' || op.primitive === 'scan' ? 24 : 0);
  const variants: Readonly<Record<string, PlanOptions>> = {
    'as linear memory': { alignment: 16, bytes },
    'without alignment': { alignment: 4, bytes },
    'without views': { alignment: 16, bytes, alias: (op) => op.outputs.map(() => undefined) },
    'without writing in place': { alignment: 16, bytes, inPlace: (op) => op.outputs.map(() => []) },
    'with scratch': { alignment: 64, bytes, scratch: scratchBytes },
  };
  for (const [name, options] of Object.entries(variants)) {
    it(`keeps what is needed, and puts outputs where they belong, ${name}`, () => {
      fc.assert(
        fc.property(programs, (program) => {
          const found = plan(program, options);
          expect(JSON.parse(JSON.stringify(found))).toEqual(found);
          simulate(program, found, options.scratch === undefined ? () => 0 : scratchBytes);
          for (const { base, offset } of found.places)
            if (base === 'arena' && options.alignment === 4) expect(offset % 4).toBe(0);
          const aligned = (size: number) => Math.ceil(size / options.alignment) * options.alignment;
          const sum =
            found.sizes.reduce((total, size) => total + aligned(size), 0) +
            program.ops.length * options.alignment;
          expect(found.arena).toBeLessThanOrEqual(
            sum + found.copies.reduce((total, copy) => total + aligned(copy.bytes), 0),
          );
          expect(found.arena % options.alignment).toBe(0);
        }),
        { numRuns: 120, seed: 20_260_103 },
      );
    });
  }

  it('begins every block of the arena at a multiple of the alignment', () => {
    fc.assert(
      fc.property(programs, (program) => {
        const found = plan(program, { alignment: 32, bytes });
        found.places.forEach(({ base, offset }, value) => {
          const isOwn =
            base === 'arena' && found.aliases[value] === undefined && found.inPlace[value] === undefined;
          if (isOwn) expect(offset % 32).toBe(0);
        });
      }),
      { numRuns: 60, seed: 20_260_103 },
    );
  });

  it('comes within a fifth of the lower bound, summed over many programs', () => {
    let [needed, taken] = [0, 0];
    fc.assert(
      fc.property(programs, (program) => {
        const found = plan(program, { alignment: 16, bytes, inPlace: (op) => op.outputs.map(() => []) });
        const bound = busiest(program, found, 16);
        expect(found.arena).toBeGreaterThanOrEqual(bound);
        if (found.copies.length > 0) return;
        needed += bound;
        taken += found.arena;
      }),
      { numRuns: 60, seed: 20_260_103 },
    );
    expect(taken).toBeLessThan(1.2 * needed);
  });
});
