import { f32x4, type FunctionReference, type ModuleBuilder, type V128 } from '../encoder/index.js';
import { erf } from './error-function.js';
import { exp, expm1, type LaneFunction, sigmoid, tanh } from './exponential.js';
import { log, log1p } from './logarithm.js';
import { pow } from './power.js';
import { cos, foldAngle, sin } from './trigonometry.js';

/** A module under construction, and the functions that its kernels share by name. */
export interface Unit {
  readonly module: ModuleBuilder;
  shared(name: string, make: () => FunctionReference): FunctionReference;
  /** a·b + c: rounded twice, or once where the unit is relaxed and the processor can. */
  multiplyAdd(a: V128, b: V128, c: V128): V128;
}

export const createUnit = (module: ModuleBuilder, relaxed = false): Unit => {
  const known = new Map<string, FunctionReference>();
  return {
    module,
    shared: (name, make) => {
      const found = known.get(name) ?? make();
      known.set(name, found);
      return found;
    },
    multiplyAdd: relaxed ? f32x4.relaxedMadd : (a, b, c) => f32x4.add(c, f32x4.mul(a, b)),
  };
};

const plain = (formula: LaneFunction) => (): LaneFunction => formula;
const fold = (unit: Unit) => unit.shared('fold angle', () => foldAngle(unit.module));

const formulas = {
  exp: plain(exp),
  expm1: plain(expm1),
  log: plain(log),
  log1p: plain(log1p),
  sin: (unit: Unit) => sin(fold(unit)),
  cos: (unit: Unit) => cos(fold(unit)),
  tanh: plain(tanh),
  sigmoid: plain(sigmoid),
  erf: plain(erf),
} as const;

export type MathFunction = keyof typeof formulas;

/** The function of four lanes (v128) → v128 in this module. */
export const mathFunction = (unit: Unit, name: MathFunction): FunctionReference =>
  unit.shared(`math ${name}`, () => {
    const formula = formulas[name](unit);
    return unit.module.function({ parameters: ['v128'], result: 'v128' }, (body) =>
      formula(body, body.parameter('v128', 0)),
    );
  });

/** (v128, v128) → v128 */
export const powerFunction = (unit: Unit): FunctionReference =>
  unit.shared('math pow', () =>
    unit.module.function({ parameters: ['v128', 'v128'], result: 'v128' }, (body) =>
      pow(body, body.parameter('v128', 0), body.parameter('v128', 1)),
    ),
  );
