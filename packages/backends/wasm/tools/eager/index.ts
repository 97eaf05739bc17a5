// The kernels that eager calls run in the memory of tfjs's WebAssembly backend: one module for all shapes, whose bytes
// packages/tfjs holds. Made from the very instructions of this backend's own kernels.
import { buildModule, i32x4, v128 } from '../../src/encoder/index.js';
import { createUnit } from '../../src/math/index.js';
import { binary, bytewise, leakyRelu, reluPull, repeat, select, unary } from './elementwise.js';
import { indexKernels } from './indexing.js';
import { uniform } from './random.js';
import { rowKernels } from './rows.js';
import { windowKernels } from './windows.js';

const floatFunctions = ['sign', 'exp', 'expm1', 'log', 'log1p', 'tanh', 'sigmoid', 'relu', 'erf'] as const;
const floatArithmetic = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum'] as const;

/** The bytes of the module. */
export const kernelBytes = (): Uint8Array => {
  const unit = createUnit(buildModule());
  const [float, int, bool] = ['float32', 'int32', 'bool'] as const;
  for (const primitive of floatFunctions)
    unary(unit, primitive, { primitive, inputs: [float], output: float });
  unary(unit, 'is_finite', { primitive: 'is_finite', inputs: [float], output: bool });
  unary(unit, 'float_of_bool', { primitive: 'cast', inputs: [bool], output: float });
  unary(unit, 'bool_of_float', { primitive: 'cast', inputs: [float], output: bool });
  for (const primitive of floatArithmetic)
    binary(unit, primitive, { primitive, inputs: [float, float], output: float });
  for (const primitive of ['equal', 'less'] as const) {
    binary(unit, primitive, { primitive, inputs: [float, float], output: bool });
    binary(unit, `${primitive}_int`, { primitive, inputs: [int, int], output: bool });
  }
  bytewise(unit, 'logical_not', 1, ([x]) => v128.xor(x!, i32x4.constant(0x01010101)));
  bytewise(unit, 'logical_and', 2, ([a, b]) => v128.and(a!, b!));
  bytewise(unit, 'logical_or', 2, ([a, b]) => v128.or(a!, b!));
  bytewise(unit, 'equal_bool', 2, ([a, b]) => v128.xor(v128.xor(a!, b!), i32x4.constant(0x01010101)));
  bytewise(unit, 'less_bool', 2, ([a, b]) => v128.andNot(b!, a!));
  select(unit, 'select');
  repeat(unit, 'repeat');
  reluPull(unit);
  leakyRelu(unit);
  rowKernels(unit);
  windowKernels(unit);
  indexKernels(unit);
  uniform(unit);
  return unit.module.bytes();
};
