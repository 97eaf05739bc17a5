import type { Primitive } from '@neurite/contract';
import type { ProgramCase } from '../run/index.js';
import { draw, flat, tensor, type Tolerance } from '../tensors/index.js';
import { caseOf } from './case-of.js';

/** Where functions saturate, overflow, lose digits, or are not defined. */
const awkward = [
  ...[0, -0, 1, -1, 0.5, -0.5, 1e-3, -1e-3, 1e-10, -1e-10, 1e-30, -1e-30],
  ...[0.999, -0.999, 1.5, -1.5, 2.5, -2.5, 3.7, -3.7, 6, -6, 10, -10, 20, -20],
  ...[87, -87, 88.7, 89, -89, -104, 100, -100, 3e4, -3e4, 1e30, -1e30],
  ...[NaN, Infinity, -Infinity],
].map(Math.fround);
const awkwardTensor = flat([awkward.length], awkward);
const finite = awkward.filter((value) => Math.abs(value) <= 100);

/** Small results must be right in their own size: log1p(1e-10) is 1e-10 and not 0. */
const relative: Tolerance = { absolute: 2 ** -126, relative: 1e-5 };

type FloatUnary = Extract<
  Primitive,
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
  | 'sigmoid'
  | 'relu'
  | 'erf'
  | 'floor'
  | 'is_finite'
  | 'stop_gradient'
>;
const tolerances: { readonly [P in FloatUnary]?: Tolerance } = {
  ...{
    neg: relative,
    abs: relative,
    exp: relative,
    expm1: relative,
    log1p: relative,
    sqrt: relative,
    rsqrt: relative,
  },
  ...{ tanh: relative, relu: relative, erf: relative },
};

const floatCases = (primitive: FloatUnary): readonly ProgramCase[] => {
  // The reduction of huge angles is nobody's business here.
  const values =
    primitive === 'sin' || primitive === 'cos' ? tensor(finite.concat(NaN, Infinity)) : awkwardTensor;
  const tolerance = tolerances[primitive];
  const extra = tolerance === undefined ? {} : { tolerance };
  return [
    caseOf(primitive, 'awkward values', {}, [values], extra),
    caseOf(primitive, 'ordinary values', {}, [draw(1).floats([3, 5, 7], 0.1, 4)], extra),
    caseOf(primitive, 'rank 0', {}, [tensor(0.25)], extra),
    caseOf(primitive, 'without elements', {}, [flat([2, 0], [])]),
  ];
};

const names = [
  ...(['neg', 'abs', 'sign', 'exp', 'expm1', 'log', 'log1p', 'sqrt', 'rsqrt', 'sin', 'cos', 'tanh'] as const),
  ...(['sigmoid', 'relu', 'erf', 'floor', 'is_finite', 'stop_gradient'] as const),
];
const whole = tensor([0, 1, -1, 7, -7, 65536, -100000], 'int32');

export const unaryCases: readonly ProgramCase[] = [
  ...names.flatMap(floatCases),
  caseOf('relu', 'NaN stays', {}, [tensor([NaN, -1, 2])], { expect: [tensor([NaN, 0, 2])] }),
  caseOf('neg', 'many values', {}, [draw(2).floats([1031])]),
  caseOf('neg', 'int32', {}, [whole]),
  caseOf('abs', 'int32', {}, [whole]),
  caseOf('sign', 'int32', {}, [whole]),
  caseOf('logical_not', 'both values', {}, [tensor([true, false, true, true, false])]),
  caseOf(
    'cast',
    'float to int32 truncates',
    { dtype: 'int32' },
    [tensor([0, -0, 0.9, -0.9, 2.5, -2.5, 1e6])],
    {
      expect: [tensor([0, 0, 0, 0, 2, -2, 1e6], 'int32')],
    },
  ),
  caseOf('cast', 'float to bool', { dtype: 'bool' }, [tensor([0, -0, 0.1, -3, NaN, Infinity])], {
    expect: [tensor([false, false, true, true, true, true])],
  }),
  caseOf('cast', 'int32 to float', { dtype: 'float32' }, [whole]),
  caseOf('cast', 'int32 to bool', { dtype: 'bool' }, [whole]),
  caseOf('cast', 'bool to float', { dtype: 'float32' }, [draw(3).bools([3, 7])]),
  caseOf('cast', 'bool to int32', { dtype: 'int32' }, [draw(3).bools([3, 7])]),
  caseOf('cast', 'float to float', { dtype: 'float32' }, [tensor([1.5, NaN])]),
];
