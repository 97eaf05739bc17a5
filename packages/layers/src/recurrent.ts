import type { Ops } from '@neurite/contract';

/** The inputs that every recurrent layer has. */
export const recurrentInputs = {
  x: '[batch, time, c]',
  mask: {
    shape: 'bool[batch, time]',
    optional: true,
    doc: 'Where it is false the state stays as it is, and the output repeats.',
  },
  initial: { shape: '[batch, units]', optional: true, doc: 'The state to begin with; zeros if not given.' },
} as const;

/** The options that every recurrent layer has. */
export const recurrentOptions = {
  units: { type: 'int', minimum: 1, doc: 'Length of the state.' },
  reverse: {
    type: 'bool',
    default: false,
    doc: 'Whether to run from the end to the beginning; outputs keep their places.',
  },
  init: {
    type: 'initializer',
    parameter: 'kernel',
    default: 'glorot_uniform',
    doc: 'How the input kernel starts.',
  },
} as const;

/** `[batch, time, …]` as a sequence over time for a scan. */
const timeFirst = <T>(x: T, ops: Ops<T>): T => {
  const rank = ops.shape(x).length;
  return ops.transpose(x, [1, 0, ...Array.from({ length: rank - 2 }, (_, i) => i + 2)]);
};

/** `x · W + b` for all times at once, time first: one big matrix product outside of the loop. */
export const projected = <T>(x: T, kernel: T, bias: T, ops: Ops<T>): T => {
  const [batch, time, channels] = ops.shape(x) as readonly [number, number, number];
  const rows = ops.reshape(timeFirst(x, ops), [time * batch, channels]);
  return ops.reshape(ops.add(ops.matMul(rows, kernel), bias), [time, batch, ops.shape(kernel)[1]!]);
};

/** The state before the first step. */
export const initialState = <T>(maybeGiven: T | undefined, batch: number, units: number, ops: Ops<T>): T =>
  maybeGiven ?? ops.zeros([batch, units]);

interface Recurrence<T> {
  /** Time first. */
  readonly inputs: T;
  readonly mask: T | undefined;
  readonly states: readonly T[];
  readonly constants: readonly T[];
  readonly reverse: boolean;
  /** The next states; the first of them is the output. */
  step(constants: readonly T[], states: readonly T[], input: T): readonly T[];
}

/** Runs the loop: the outputs at all times, batch first, and the states after the last step. */
export const recur = <T>(
  { inputs, mask, states, constants, reverse, step }: Recurrence<T>,
  ops: Ops<T>,
): { readonly y: T; readonly last: readonly T[] } => {
  // A column, so that it broadcasts over the units.
  const sequences = mask === undefined ? [inputs] : [inputs, ops.expand(timeFirst(mask, ops), -1)];
  const { carries, stacked } = ops.scan(
    { constants, carries: states, sequences, reverse },
    (held, before, [input, valid]) => {
      const after = step(held, before, input!);
      const next = valid === undefined ? after : after.map((state, i) => ops.where(valid, state, before[i]!));
      return { carries: next, stacked: [next[0]!] };
    },
  );
  return { y: timeFirst(stacked[0]!, ops), last: carries };
};
