import type { Primitive, Value } from '@neurite/contract';
import { withoutBroadcasts } from './broadcasts.js';
import { fillOf, firstOf, madeBy, unlessGrown, type Rule, type Site } from './rule.js';

type Binary = 'add' | 'sub' | 'mul' | 'div' | 'maximum' | 'minimum' | 'logical_and' | 'logical_or' | 'pow';

/** x, where the operand in this place is a constant that changes nothing. Floats: only where −0 and NaN stay as well. */
const neutral =
  <P extends Binary>(place: 0 | 1, isNeutral: (fill: number, isInteger: boolean) => boolean): Rule<P> =>
  (site) => {
    const fill = fillOf(site.writer, site.inputs[place]!);
    if (fill === undefined || !isNeutral(fill, site.type.dtype === 'int32')) return undefined;
    return unlessGrown(site, site.inputs[1 - place]!);
  };

/** x, where both operands are x. */
const same = <P extends Binary>({ inputs: [a, b] }: Site<P>): Value | undefined => (a === b ? a : undefined);

const isOne = (fill: number): boolean => fill === 1;
/** x + 0 turns −0 into 0, x + −0 changes nothing; with x − 0 it is the other way round. */
const isNothingToAdd = (fill: number, isInteger: boolean): boolean =>
  Object.is(fill, -0) || (isInteger && fill === 0);
const isNothingToTake = (fill: number, isInteger: boolean): boolean =>
  Object.is(fill, 0) || (isInteger && fill === 0);

/** The inner operand, where the operation undoes or repeats the one before. */
const through =
  <P extends Primitive>(primitive: Primitive): Rule<P> =>
  ({ inputs, writer }) =>
    madeBy(writer, inputs[0]!, primitive)?.inputs[0];

/** The same value, where the operation before already did all of this. */
const already =
  <P extends Primitive>(primitive: P): Rule<P> =>
  ({ inputs, writer }) =>
    madeBy(writer, inputs[0]!, primitive) && inputs[0];

const absoluteOfNegative: Rule<'abs'> = ({ inputs, writer }) => {
  const inner = madeBy(writer, inputs[0]!, 'neg');
  return inner && { primitive: 'abs', inputs: inner.inputs, attributes: {} };
};

/** x / 2ⁿ is x · 2⁻ⁿ to the last bit, as long as 2⁻ⁿ is an ordinary number of single precision. */
const divideByPowerOfTwo: Rule<'div'> = ({ inputs, type, writer, origin }) => {
  const fill = fillOf(writer, inputs[1]!);
  if (fill === undefined || type.dtype !== 'float32' || !Number.isInteger(Math.log2(Math.abs(fill))))
    return undefined;
  if (Math.abs(fill) < 2 ** -100 || Math.abs(fill) > 2 ** 100 || fill === 1) return undefined;
  const divisor = writer.type(inputs[1]!);
  const [factor] = writer.emit('constant', [], { type: divisor, data: 1 / fill }, [divisor], origin);
  return { primitive: 'mul', inputs: [inputs[0]!, factor!], attributes: {} };
};

/** x ≠ 0 as a cast, then back to a number, and so on: a cast of a cast that lost nothing is one cast. */
const castOfCast: Rule<'cast'> = ({ inputs, attributes, writer }) => {
  const inner = madeBy(writer, inputs[0]!, 'cast');
  if (inner === undefined) return undefined;
  const from = writer.type(inner.inputs[0]!).dtype;
  const kept = from === 'bool' && inner.attributes.dtype !== 'bool';
  return kept ? { primitive: 'cast', inputs: [inner.inputs[0]!], attributes } : undefined;
};

const idleCast: Rule<'cast'> = ({ inputs, attributes, writer }) =>
  writer.type(inputs[0]!).dtype === attributes.dtype ? inputs[0] : undefined;

/** A choice that is made already, or between equals. */
const decided: Rule<'select'> = (site) => {
  const [condition, whenTrue, whenFalse] = site.inputs as [Value, Value, Value];
  if (whenTrue === whenFalse) return unlessGrown(site, whenTrue);
  const fill = fillOf(site.writer, condition);
  return fill === undefined ? undefined : unlessGrown(site, fill !== 0 ? whenTrue : whenFalse);
};

/** A choice by the opposite of a condition is the opposite choice. */
const negated: Rule<'select'> = ({ inputs: [condition, whenTrue, whenFalse], writer }) => {
  const opposite = madeBy(writer, condition!, 'logical_not');
  return (
    opposite && { primitive: 'select', inputs: [opposite.inputs[0]!, whenFalse!, whenTrue!], attributes: {} }
  );
};

export const arithmeticRules: { readonly [P in Primitive]?: Rule<P> } = {
  add: firstOf(neutral(0, isNothingToAdd), neutral(1, isNothingToAdd), withoutBroadcasts('add')),
  sub: firstOf(neutral(1, isNothingToTake), withoutBroadcasts('sub')),
  mul: firstOf(neutral(0, isOne), neutral(1, isOne), withoutBroadcasts('mul')),
  div: firstOf(neutral(1, isOne), divideByPowerOfTwo, withoutBroadcasts('div')),
  pow: firstOf(neutral(1, isOne), withoutBroadcasts('pow')),
  maximum: firstOf(same, withoutBroadcasts('maximum')),
  minimum: firstOf(same, withoutBroadcasts('minimum')),
  equal: withoutBroadcasts('equal'),
  less: withoutBroadcasts('less'),
  logical_and: firstOf(same, neutral(0, isOne), neutral(1, isOne), withoutBroadcasts('logical_and')),
  logical_or: firstOf(
    same,
    neutral(0, (fill) => fill === 0),
    neutral(1, (fill) => fill === 0),
    withoutBroadcasts('logical_or'),
  ),
  select: firstOf(decided, negated, withoutBroadcasts('select')),
  neg: through('neg'),
  logical_not: through('logical_not'),
  abs: firstOf(already('abs'), absoluteOfNegative),
  relu: already('relu'),
  floor: already('floor'),
  // Nothing is differentiated any more.
  stop_gradient: ({ inputs }) => inputs[0],
  cast: firstOf(idleCast, castOfCast),
};
