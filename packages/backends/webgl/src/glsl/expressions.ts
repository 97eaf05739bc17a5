import type { Attributes, Dtype } from '@neurite/contract';
import type { PrimitiveOf } from '@neurite/program';
import type { FunctionName } from './functions.js';

/** One elementwise primitive as a GLSL expression of its operands, all of them floats: int32 as whole numbers, bool as 0 and 1. */
export interface Expression {
  readonly uses: readonly FunctionName[];
  readonly of: (...operands: readonly string[]) => string;
}
type Make<P extends keyof Attributes> = (attributes: Attributes[P], dtype: Dtype) => Expression;

const plain = (of: Expression['of']) => (): Expression => ({ uses: [], of });
const call = (name: FunctionName) => (): Expression => ({
  uses: [name],
  of: (...operands) => `${name}(${operands.join(', ')})`,
});
/** A function of its own for int32. */
const byDtype =
  (floating: Make<'add'>, integers: Make<'add'>) =>
  (attributes: Attributes['add'], dtype: Dtype): Expression =>
    (dtype === 'int32' ? integers : floating)(attributes, dtype);

const infix = (operator: string) => plain((a, b) => `${a} ${operator} ${b}`);
const holds = (condition: (...operands: readonly string[]) => string) =>
  plain((...operands) => `${condition(...operands)} ? 1. : 0.`);
const same = plain((x) => x!);

const casts: { readonly [D in Dtype]: Expression } = {
  float32: same(),
  int32: { uses: ['truncated'], of: (x) => `truncated(${x})` },
  bool: { uses: [], of: (x) => `${x} == 0. ? 0. : 1.` },
};

export type ElementwisePrimitive = PrimitiveOf<'unary'> | PrimitiveOf<'binary'>;

/** `dtype` is that of the first operand. */
export const expressions: { readonly [P in ElementwisePrimitive]: Make<P> } = {
  neg: plain((x) => `-${x}`),
  abs: plain((x) => `abs(${x})`),
  sign: call('signOf'),
  exp: call('expOf'),
  expm1: call('expm1Of'),
  log: call('logOf'),
  log1p: call('log1pOf'),
  sqrt: call('sqrtOf'),
  rsqrt: call('rsqrtOf'),
  sin: () => ({ uses: ['turned'], of: (x) => `turned(${x}, 0.)` }),
  cos: () => ({ uses: ['turned'], of: (x) => `turned(${x}, 1.)` }),
  tanh: call('tanhOf'),
  sigmoid: call('sigmoidOf'),
  // Not max(x, 0.): GLSL lets that hide NaN.
  relu: plain((x) => `${x} < 0. ? 0. : ${x}`),
  erf: call('erfOf'),
  floor: plain((x) => `floor(${x})`),
  is_finite: () => ({ uses: ['isFinite'], of: (x) => `isFinite(${x}) ? 1. : 0.` }),
  logical_not: plain((x) => `1. - ${x}`),
  stop_gradient: same,
  cast: ({ dtype }, from) => (dtype === 'int32' && from !== 'float32' ? same() : casts[dtype]),
  add: infix('+'),
  sub: infix('-'),
  mul: infix('*'),
  div: byDtype(infix('/'), call('integerQuotient')),
  pow: byDtype(call('powOf'), call('integerPower')),
  maximum: call('maximumOf'),
  minimum: call('minimumOf'),
  equal: holds((a, b) => `${a} == ${b}`),
  less: holds((a, b) => `${a} < ${b}`),
  logical_and: infix('*'),
  logical_or: plain((a, b) => `max(${a}, ${b})`),
  select: plain((condition, a, b) => `${condition} == 0. ? ${b} : ${a}`),
};
