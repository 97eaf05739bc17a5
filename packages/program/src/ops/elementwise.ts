import type { Operand, Ops } from '@neurite/contract';
import type { Toolkit } from './toolkit.js';

type Elementwise =
  | (
      | 'neg'
      | 'abs'
      | 'sign'
      | 'exp'
      | 'expm1'
      | 'log'
      | 'log1p'
      | 'sqrt'
      | 'rsqrt'
      | 'square'
      | 'reciprocal'
      | 'sin'
    )
  | (
      | 'cos'
      | 'tanh'
      | 'sigmoid'
      | 'relu'
      | 'erf'
      | 'floor'
      | 'isFinite'
      | 'logicalNot'
      | 'stopGradient'
      | 'cast'
    )
  | ('add' | 'sub' | 'mul' | 'div' | 'pow' | 'maximum' | 'minimum' | 'clip' | 'equal' | 'notEqual' | 'less')
  | ('lessEqual' | 'greater' | 'greaterEqual' | 'logicalAnd' | 'logicalOr' | 'where');

export const elementwiseOps = <T>(kit: Toolkit<T>): Pick<Ops<T>, Elementwise> => {
  const unary =
    (
      primitive:
        | (
            | 'neg'
            | 'abs'
            | 'sign'
            | 'exp'
            | 'expm1'
            | 'log'
            | 'log1p'
            | 'sqrt'
            | 'rsqrt'
            | 'sin'
            | 'cos'
            | 'tanh'
          )
        | ('sigmoid' | 'relu' | 'erf' | 'floor' | 'is_finite' | 'logical_not' | 'stop_gradient'),
    ) =>
    (x: T): T =>
      kit.one(primitive, [x], {});
  const binary =
    (
      primitive:
        | ('add' | 'sub' | 'mul' | 'div' | 'pow' | 'maximum' | 'minimum')
        | ('equal' | 'less' | 'logical_and' | 'logical_or'),
    ) =>
    (a: Operand<T>, b: Operand<T>): T =>
      kit.one(primitive, kit.align([a, b]), {});

  const [mul, div, power] = [binary('mul'), binary('div'), binary('pow')];
  const [maximum, minimum] = [binary('maximum'), binary('minimum')];
  const [equal, less, or, not] = [
    binary('equal'),
    binary('less'),
    binary('logical_or'),
    unary('logical_not'),
  ];

  return {
    neg: unary('neg'),
    abs: unary('abs'),
    sign: unary('sign'),
    exp: unary('exp'),
    expm1: unary('expm1'),
    log: unary('log'),
    log1p: unary('log1p'),
    sqrt: unary('sqrt'),
    rsqrt: unary('rsqrt'),
    sin: unary('sin'),
    cos: unary('cos'),
    tanh: unary('tanh'),
    sigmoid: unary('sigmoid'),
    relu: unary('relu'),
    erf: unary('erf'),
    floor: unary('floor'),
    isFinite: unary('is_finite'),
    logicalNot: not,
    stopGradient: unary('stop_gradient'),
    cast: (x, dtype) => kit.one('cast', [x], { dtype }),
    square: (x) => mul(x, x),
    reciprocal: (x) => div(1, x),
    add: binary('add'),
    sub: binary('sub'),
    mul,
    div,
    // A product is exact for negative bases, and cheap, where a backend's pow may be neither.
    pow: (a, b) => (b === 2 ? mul(a, a) : power(a, b)),
    maximum,
    minimum,
    clip: (x, low, high) => minimum(maximum(x, low), high),
    equal,
    notEqual: (a, b) => not(equal(a, b)),
    less,
    // Not the negation of `greater`: comparisons with NaN are false.
    lessEqual: (a, b) => or(less(a, b), equal(a, b)),
    greater: (a, b) => less(b, a),
    greaterEqual: (a, b) => or(less(b, a), equal(a, b)),
    logicalAnd: binary('logical_and'),
    logicalOr: or,
    where: (condition, whenTrue, whenFalse) => {
      const [a, b] = kit.align([whenTrue, whenFalse]) as [T, T];
      const rank = Math.max(kit.rank(condition), kit.rank(a));
      return kit.one(
        'select',
        [condition, a, b].map((x) => kit.lift(x, rank)),
        {},
      );
    },
  };
};
