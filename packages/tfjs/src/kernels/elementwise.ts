import { sameShape, type Shape } from '@neurite/contract';
import type { Tensor } from '@tensorflow/tfjs-core';
import { compute } from './host.js';
import { isFloat, type KernelPrimitives, type Plain } from './kernel.js';
import { commonShape, spreadOf } from './spread.js';

/** A kernel on as many elements as x has. */
const each = (name: string, x: Tensor, dtype: 'float32' | 'bool'): Tensor =>
  compute([x], x.shape, dtype, (kernels, [from], to) => kernels[name]!(x.size, from!, to));

const unary =
  (name: string, dtype: 'float32' | 'bool' = 'float32'): Plain =>
  ([x]) =>
    isFloat(x!) ? each(name, x!, dtype) : undefined;

const floatOfBool = (x: Tensor): Tensor => each('float_of_bool', x, 'float32');
const boolOfFloat = (x: Tensor): Tensor => each('bool_of_float', x, 'bool');

/**
 * A kernel over operands that broadcast.
 *
 * @param mayBeSingle the operands of which the kernel takes one number for a whole row.
 */
const rowwise = (
  name: string,
  operands: readonly Tensor[],
  dtype: 'float32' | 'int32' | 'bool',
  mayBeSingle: readonly number[],
  shape: Shape = commonShape(operands),
): Tensor => {
  const { rows, count, single, steps, blocks } = spreadOf(operands, shape);
  let bits = 0;
  mayBeSingle.forEach((operand, bit) => (bits |= ((single >> operand) & 1) << bit));
  const widthOf = (type: string): number => (type === 'bool' ? 1 : 4);
  return compute(operands, shape, dtype, (kernels, from, to) => {
    for (const block of blocks) {
      const given = [rows, count, bits, to + widthOf(dtype) * block.result];
      operands.forEach((x, k) => {
        const width = widthOf(x.dtype);
        given.push(from[k]! + width * block.operands[k]!, width * steps[k]!);
      });
      kernels[name]!(...given);
    }
  });
};

/** x grown to a shape: bools as numbers, which there is a kernel for. */
export const repeated = (x: Tensor, shape: Shape): Tensor => {
  if (x.dtype !== 'bool') return rowwise('repeat', [x], x.dtype as 'float32', [0], shape);
  const numbers = floatOfBool(x);
  const grown = rowwise('repeat', [numbers], 'float32', [0], shape);
  const y = boolOfFloat(grown);
  numbers.dispose();
  grown.dispose();
  return y;
};

/** Runs on operands of a shape that bools among them have already; disposes of those that had to grow. */
const withBoolsOf = (
  shape: Shape,
  operands: readonly Tensor[],
  run: (grown: readonly Tensor[]) => Tensor,
): Tensor => {
  const grown = operands.map((x) =>
    x.dtype !== 'bool' || sameShape(x.shape, shape) ? x : repeated(x, shape),
  );
  const y = run(grown);
  grown.forEach((x, k) => x === operands[k] || x.dispose());
  return y;
};

const arithmetic =
  (name: string): Plain =>
  (operands) =>
    isFloat(operands[0]!) ? rowwise(name, operands, 'float32', [0, 1]) : undefined;

const bytewise =
  (name: string): Plain =>
  (operands) =>
    withBoolsOf(commonShape(operands), operands, (grown) => {
      const [{ shape, size }] = grown as readonly [Tensor];
      return compute(grown, shape, 'bool', (kernels, from, to) => kernels[name]!(size, ...from, to));
    });

const kernelOf = { float32: '', int32: '_int', bool: '_bool' } as const;

const comparison = (name: string): Plain => {
  const ofBools = bytewise(`${name}_bool`);
  return (operands) => {
    const dtype = operands[0]!.dtype as keyof typeof kernelOf;
    return dtype === 'bool' ? ofBools(operands) : rowwise(name + kernelOf[dtype], operands, 'bool', [0, 1]);
  };
};

/** x where it is positive, else x times a number. */
export const leakyRelu = (x: Tensor, slope: Tensor): Tensor =>
  compute([x, slope], x.shape, 'float32', (kernels, from, to) => kernels['leaky_relu']!(x.size, ...from, to));

/** Words of a where the condition holds, of b elsewhere. */
export const selected = (operands: readonly [condition: Tensor, a: Tensor, b: Tensor]): Tensor => {
  const shape = commonShape(operands);
  return withBoolsOf(shape, operands, (grown) =>
    rowwise('select', grown, operands[1].dtype as 'float32', [1, 2], shape),
  );
};

type Elementwise =
  | ('sign' | 'exp' | 'expm1' | 'log' | 'log1p' | 'tanh' | 'sigmoid' | 'relu' | 'erf' | 'is_finite' | 'cast')
  | ('add' | 'sub' | 'mul' | 'div' | 'maximum' | 'minimum' | 'equal' | 'less')
  | ('logical_not' | 'logical_and' | 'logical_or' | 'select' | 'broadcast');

export const elementwisePrimitives: KernelPrimitives<Elementwise> = {
  sign: unary('sign'),
  exp: unary('exp'),
  expm1: unary('expm1'),
  log: unary('log'),
  log1p: unary('log1p'),
  tanh: unary('tanh'),
  sigmoid: unary('sigmoid'),
  relu: unary('relu'),
  erf: unary('erf'),
  is_finite: unary('is_finite', 'bool'),
  cast: ([x], { dtype }) => {
    if (x!.dtype === 'bool' && dtype === 'float32') return floatOfBool(x!);
    return isFloat(x!) && dtype === 'bool' ? boolOfFloat(x!) : undefined;
  },
  add: arithmetic('add'),
  sub: arithmetic('sub'),
  mul: arithmetic('mul'),
  div: arithmetic('div'),
  maximum: arithmetic('maximum'),
  minimum: arithmetic('minimum'),
  equal: comparison('equal'),
  less: comparison('less'),
  logical_not: bytewise('logical_not'),
  logical_and: bytewise('logical_and'),
  logical_or: bytewise('logical_or'),
  select: ([condition, a, b]) => (a!.dtype === 'bool' ? undefined : selected([condition!, a!, b!])),
  broadcast: ([x], { shape }) => repeated(x!, shape),
};
