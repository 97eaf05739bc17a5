import { sameShape, type Op } from '@neurite/contract';
import type { Recorder, Reference } from '../record/index.js';

/** A part of a sum over all iterations of a scan that can be computed after it, from stacked operands. */
export interface Term {
  /** Values of the body. */
  readonly operands: readonly Reference[];
  /** The sum over the iterations, from `[length, ...]` of each operand. */
  sum(stacked: readonly Reference[]): Reference;
}

export interface Hoisted {
  readonly parts: readonly Term[];
  /** What has to be summed iteration by iteration; undefined where nothing is left. */
  readonly rest: Reference | undefined;
}

const whole = (operands: readonly Reference[], sum: Term['sum']): Hoisted => ({
  parts: [{ operands, sum }],
  rest: undefined,
});

/** Terms that a linear map follows, which does not look at the iteration. */
const followed = ({ parts, rest }: Hoisted, map: (x: Reference) => Reference): Hoisted => ({
  parts: parts.map((term) => ({ ...term, sum: (stacked) => map(term.sum(stacked)) })),
  rest: rest === undefined ? undefined : map(rest),
});

/**
 * Splits a gradient that is to be summed over iterations into terms that one operation can sum: a product of matrices becomes
 * one large product whose inner axis also runs over the iterations, a sum over examples one sum over iterations and examples.
 *
 * @param fixed the constants of the scan: stacking them would only copy them.
 */
export const hoist = (x: Reference, recorder: Recorder, fixed: readonly Reference[]): Hoisted => {
  const { ops, emit } = recorder;
  const op: Op | undefined = x.builder.maker(x.value);
  const operands = (op?.inputs ?? []).map((value): Reference => ({ builder: x.builder, value }));
  const [first, second] = operands;
  /** `[length, a, …]` → `[length · a, …]`, with the last two axes swapped first where asked. */
  const rows = (stack: Reference, swap: boolean): Reference => {
    const turned = swap ? ops.transpose(stack) : stack;
    const [length, extent, ...others] = ops.shape(turned);
    return ops.reshape(turned, [length! * extent!, ...others]);
  };
  const isSummable = operands.every((operand) => fixed.every((constant) => constant.value !== operand.value));

  if (op?.primitive === 'add' && operands.every((operand) => sameShape(ops.shape(operand), ops.shape(x)))) {
    const [a, b] = [hoist(first!, recorder, fixed), hoist(second!, recorder, fixed)];
    const rest = a.rest === undefined ? b.rest : b.rest === undefined ? a.rest : ops.add(a.rest, b.rest);
    return { parts: [...a.parts, ...b.parts], rest };
  }
  if (op?.primitive === 'reshape') {
    const { shape } = op.attributes;
    return followed(hoist(first!, recorder, fixed), (y) => ops.reshape(y, shape));
  }
  if (op?.primitive === 'transpose') {
    const { permutation } = op.attributes;
    return followed(hoist(first!, recorder, fixed), (y) => ops.transpose(y, permutation));
  }
  if (op?.primitive === 'matmul' && ops.shape(x).length === 2 && isSummable) {
    const { transposeA, transposeB } = op.attributes;
    return whole(operands, ([a, b]) =>
      ops.matMul(rows(a!, !transposeA), rows(b!, transposeB), { transposeA: true }),
    );
  }
  if (op?.primitive === 'conv_kernel' && isSummable) {
    const { attributes } = op;
    return whole(
      operands,
      ([a, b]) => emit('conv_kernel', [rows(a!, false), rows(b!, false)], attributes)[0]!,
    );
  }
  if (op?.primitive === 'reduce_sum' && isSummable) {
    const axes = [0, ...op.attributes.axes.map((axis) => axis + 1)];
    return whole(operands, ([y]) => ops.sum(y!, axes));
  }
  return { parts: [], rest: x };
};
