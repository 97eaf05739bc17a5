import type { Op, Program, Value } from '@neurite/contract';
import { bytesOf } from '../plan/index.js';
import { createHeap } from './heap.js';
import { everywhere, type Pass } from './pass.js';

/** What the order depends on: who reads whose bytes, and how many they are. */
interface Traffic {
  /** For each operation, the values whose bytes it reads, reshapes looked through, each once. */
  readonly reads: readonly (readonly Value[])[];
  /** Bytes of a value that the order can do something about: 0 for inputs, constants and reshapes. */
  readonly weights: readonly number[];
  /** Values that are read after everything else. */
  readonly kept: ReadonlySet<Value>;
}

const isLasting = (op: Op): boolean => op.primitive === 'constant' || op.primitive === 'iota';

const trafficOf = ({ values, ops, outputs }: Program): Traffic => {
  const roots = values.map((_, value) => value);
  const weights = values.map(() => 0);
  for (const op of ops) {
    if (op.primitive === 'reshape') roots[op.outputs[0]!] = roots[op.inputs[0]!]!;
    else if (!isLasting(op)) for (const output of op.outputs) weights[output] = bytesOf(values[output]!);
  }
  const reads = ops.map((op) => [...new Set(op.inputs.map((input) => roots[input]!))]);
  return { reads, weights, kept: new Set(outputs.map(({ value }) => roots[value]!)) };
};

/** The most bytes that are alive at once, when operations run in this order. */
const peak = (program: Program, { reads, weights, kept }: Traffic, order: readonly number[]): number => {
  const lastReader = new Map<Value, number>();
  order.forEach((index, time) => reads[index]!.forEach((value) => lastReader.set(value, time)));
  let [alive, most] = [0, 0];
  order.forEach((index, time) => {
    const { outputs } = program.ops[index]!;
    for (const output of outputs) alive += weights[output]!;
    most = Math.max(most, alive);
    const dying = [
      ...reads[index]!.filter((value) => lastReader.get(value) === time),
      ...outputs.filter((value) => !lastReader.has(value)),
    ];
    for (const value of dying) if (!kept.has(value)) alive -= weights[value]!;
  });
  return most;
};

/**
 * From the last operation to the first, always the one that, looking back in time, frees most: the bytes that it makes, less those
 * that it is the last to read. Ties keep the order there is.
 */
const backwards = (program: Program, { reads, weights, kept }: Traffic): readonly number[] => {
  const { ops } = program;
  const makers = new Map<Value, number>();
  ops.forEach((op, index) => op.outputs.forEach((output) => makers.set(output, index)));
  const readers = new Map<Value, number[]>();
  /** How many operations that read something of this one are not placed yet. */
  const waiting = new Int32Array(ops.length);
  const sources = ops.map((op) => [...new Set(op.inputs.flatMap((input) => makers.get(input) ?? []))]);
  sources.forEach((list) => list.forEach((index) => waiting[index]!++));
  reads.forEach((list, index) =>
    list.forEach((value) => {
      const known = readers.get(value);
      if (known === undefined) readers.set(value, [index]);
      else known.push(index);
    }),
  );
  const alive = new Set(kept);
  const gain = (index: number): number => {
    let bytes = 0;
    for (const output of ops[index]!.outputs) bytes += weights[output]!;
    for (const value of reads[index]!) if (!alive.has(value)) bytes -= weights[value]!;
    return bytes;
  };
  const gains = new Float64Array(ops.length);
  const isPlaced = new Uint8Array(ops.length);
  const ready = createHeap<readonly [gain: number, index: number]>(
    (a, b) => a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]),
  );
  const offer = (index: number): void => {
    gains[index] = gain(index);
    ready.push([gains[index]!, index]);
  };
  ops.forEach((_, index) => {
    if (waiting[index] === 0) offer(index);
  });
  const order: number[] = [];
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    const [offered, index] = next;
    if (isPlaced[index] === 1 || offered !== gains[index]) continue;
    isPlaced[index] = 1;
    order.push(index);
    for (const value of reads[index]!) {
      if (alive.has(value)) continue;
      alive.add(value);
      // Whoever else reads it no longer pays for it.
      for (const reader of readers.get(value)!)
        if (waiting[reader] === 0 && isPlaced[reader] === 0) offer(reader);
    }
    for (const source of sources[index]!) if (--waiting[source]! === 0) offer(source);
  }
  return order.reverse();
};

/** Puts operations in the order that needs less memory: the one there is, or one found backwards. */
export const order: Pass = {
  name: 'order for short lifetimes',
  exact: true,
  run: everywhere((program) => {
    const traffic = trafficOf(program);
    const current = program.ops.map((_, index) => index);
    const other = backwards(program, traffic);
    if (peak(program, traffic, other) >= peak(program, traffic, current)) return program;
    return Object.freeze({ ...program, ops: other.map((index) => program.ops[index]!) });
  }),
};
