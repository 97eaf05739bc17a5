import type { Ops, Primitive } from '@neurite/contract';
import {
  constant,
  unbroadcast,
  type Call,
  type GradientRule,
  type GradientRules,
  type Reads,
  type Tools,
} from './rule.js';

interface Operands<T> {
  readonly a: T;
  readonly b: T;
  readonly y: T;
}
type PartialDerivative = <T>(gradient: T, operands: Operands<T>, ops: Ops<T>) => T;

/** A rule from both partial derivatives; each is computed only where it is wanted. */
const binaryRule = <P extends Primitive>(
  byA: PartialDerivative,
  byB: PartialDerivative,
  reads?: Reads,
): GradientRule<P> => ({
  through: 'all',
  ...(reads === undefined ? {} : { reads }),
  pull: <T>({ inputs, outputs, gradients, wanted }: Call<P, T>, tools: Tools<T>) => {
    const operands = { a: inputs[0]!, b: inputs[1]!, y: outputs[0]! };
    return [byA, byB].map((partial, index) =>
      wanted[index]
        ? unbroadcast(partial(gradients[0]!, operands, tools.ops), tools.ops.shape(inputs[index]!), tools)
        : undefined,
    );
  },
});

/** The gradient where `winner` wins, half of it at ties, none where it loses. */
const share = <T>(gradient: T, wins: T, ties: T, ops: Ops<T>): T =>
  ops.where(wins, gradient, ops.where(ties, ops.mul(gradient, 0.5), 0));

/**
 * ∂aᵇ/∂a = b·aᵇ⁻¹. Where b is 0 the exponent is kept at 0 instead of −1: 0·a⁰ is 0 also at a = 0, as are all further
 * derivatives, where 0·∞ would be NaN. So whole exponents stay exact and finite for every base.
 */
const powerByBase: PartialDerivative = (g, { a, b }, ops) => {
  const exponent = ops.sub(ops.where(ops.equal(b, 0), 1, b), 1);
  return ops.mul(g, ops.mul(b, ops.pow(a, exponent)));
};

/** ∂aᵇ/∂b = aᵇ·ln a, taken to be 0 at a = 0. There is none for negative bases: NaN. */
const powerByExponent: PartialDerivative = (g, { a, y }, ops) =>
  ops.mul(g, ops.mul(y, ops.log(ops.where(ops.equal(a, 0), 1, a))));

const productOfTwo: GradientRule<'mul'> = binaryRule(
  (g, { b }, ops) => ops.mul(g, b),
  (g, { a }, ops) => ops.mul(g, a),
  'others',
);

const product: GradientRule<'mul'> = {
  ...productOfTwo,
  pull: (call, tools) => {
    const [a, b] = call.inputs;
    // The gradient of a square at once: doubling is exact, so that the bits are those of the sum of both.
    if (a === b && call.wanted.every(Boolean)) {
      return [tools.ops.mul(call.gradients[0]!, tools.ops.add(a!, a!)), undefined];
    }
    return productOfTwo.pull(call, tools);
  },
};

export const binaryRules: GradientRules<'binary'> = {
  add: binaryRule(
    (g) => g,
    (g) => g,
    'nothing',
  ),
  sub: binaryRule(
    (g) => g,
    (g, _, ops) => ops.neg(g),
    'nothing',
  ),
  mul: product,
  div: binaryRule(
    (g, { b }, ops) => ops.div(g, b),
    (g, { b, y }, ops) => ops.neg(ops.div(ops.mul(g, y), b)),
  ),
  pow: binaryRule(powerByBase, powerByExponent),
  // Ties are shared: each operand gets half.
  maximum: binaryRule(
    (g, { a, b }, ops) => share(g, ops.less(b, a), ops.equal(a, b), ops),
    (g, { a, b }, ops) => share(g, ops.less(a, b), ops.equal(a, b), ops),
  ),
  minimum: binaryRule(
    (g, { a, b }, ops) => share(g, ops.less(a, b), ops.equal(a, b), ops),
    (g, { a, b }, ops) => share(g, ops.less(b, a), ops.equal(a, b), ops),
  ),
  equal: constant,
  less: constant,
  logical_and: constant,
  logical_or: constant,
  select: {
    through: [1, 2],
    reads: 'inputs',
    pull: ({ inputs, gradients, wanted }, tools) => {
      const { ops } = tools;
      const [condition, a, b] = inputs;
      const g = gradients[0]!;
      return [
        undefined,
        wanted[1] ? unbroadcast(ops.where(condition!, g, 0), ops.shape(a!), tools) : undefined,
        wanted[2] ? unbroadcast(ops.where(condition!, 0, g), ops.shape(b!), tools) : undefined,
      ];
    },
  },
};
