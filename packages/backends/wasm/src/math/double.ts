import {
  type Body,
  f32x4,
  f64x2,
  type Local,
  sequence,
  shuffle32,
  type Statement,
  type V128,
} from '../encoder/index.js';
import type { Formula } from './exponential.js';

/** The lanes 0, 1 or 2, 3 of a float32 vector, as float64. */
export const promote = (x: V128, half: 0 | 1): V128 =>
  f64x2.promoteLowF32x4(half === 0 ? x : shuffle32(x, x, [2, 3, 0, 1]));

/** Runs a formula in float64 on both halves of float32 vectors, and rounds once. */
export const inDouble = (
  body: Body,
  operands: readonly V128[],
  formula: (operands: readonly Local<'v128'>[], half: 0 | 1) => Formula,
): Formula => {
  const halves = ([0, 1] as const).map((half) => {
    const wide = operands.map(() => body.local('v128'));
    const made = formula(wide, half);
    const narrow = body.local('v128');
    const set: Statement[] = wide.map((local, index) => local.set(promote(operands[index]!, half)));
    return { run: sequence(...set, made.run, narrow.set(f32x4.demoteF64x2Zero(made.result))), narrow };
  });
  return {
    run: sequence(...halves.map(({ run }) => run)),
    result: shuffle32(halves[0]!.narrow.get, halves[1]!.narrow.get, [0, 1, 4, 5]),
  };
};
