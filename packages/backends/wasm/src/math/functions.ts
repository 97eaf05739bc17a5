import type { FunctionReference, ModuleBuilder } from '../encoder/index.js';
import { erf } from './error-function.js';
import { exp, expm1, type LaneFunction, sigmoid, tanh } from './exponential.js';
import { log, log1p } from './logarithm.js';
import { pow } from './power.js';
import { cos, foldAngle, sin } from './trigonometry.js';

/** A module under construction, and the functions that its kernels share by name. */
export interface Library {
  readonly module: ModuleBuilder;
  shared(name: string, make: () => FunctionReference): FunctionReference;
}

export const createLibrary = (module: ModuleBuilder): Library => {
  const known = new Map<string, FunctionReference>();
  return {
    module,
    shared: (name, make) => {
      const found = known.get(name) ?? make();
      known.set(name, found);
      return found;
    },
  };
};

const plain = (formula: LaneFunction) => (): LaneFunction => formula;
const fold = (library: Library) => library.shared('fold angle', () => foldAngle(library.module));

const formulas = {
  exp: plain(exp),
  expm1: plain(expm1),
  log: plain(log),
  log1p: plain(log1p),
  sin: (library: Library) => sin(fold(library)),
  cos: (library: Library) => cos(fold(library)),
  tanh: plain(tanh),
  sigmoid: plain(sigmoid),
  erf: plain(erf),
} as const;

export type MathFunction = keyof typeof formulas;

/** The function of four lanes (v128) → v128 in this module. */
export const mathFunction = (library: Library, name: MathFunction): FunctionReference =>
  library.shared(`math ${name}`, () => {
    const formula = formulas[name](library);
    return library.module.function({ parameters: ['v128'], result: 'v128' }, (body) =>
      formula(body, body.parameter('v128', 0)),
    );
  });

/** (v128, v128) → v128 */
export const powerFunction = (library: Library): FunctionReference =>
  library.shared('math pow', () =>
    library.module.function({ parameters: ['v128', 'v128'], result: 'v128' }, (body) =>
      pow(body, body.parameter('v128', 0), body.parameter('v128', 1)),
    ),
  );
