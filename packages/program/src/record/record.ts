import type { Ops, Origin, Program, Role, TensorType, Value } from '@neurite/contract';
import { createBuilder, type Builder } from '../build/builder.js';
import { invariant } from '../invariant.js';
import { createOps, type Emitter } from '../ops/index.js';

/** A value of a program that is being recorded. Opaque to plugins: it has no number to look at. */
export interface Reference {
  readonly builder: Builder;
  readonly value: Value;
}

/** Grows a program; see `record`. */
export interface Recorder extends Emitter<Reference> {
  readonly ops: Ops<Reference>;
  input(name: string, role: Role, type: TensorType): Reference;
  output(name: string, role: Role, x: Reference): void;
  /** Everything emitted while `run` runs comes from there. */
  origin<R>(origin: Origin, run: () => R): R;
  /** Donates the input of this role and name to the output of the same role and name. */
  donate(role: Role, name: string): void;
  /** Appends the operations of another program, with their own origins; gives its outputs in order. */
  inline(program: Program, inputs: readonly Reference[]): readonly Reference[];
}

/**
 * Runs a function against a recorder, and gives the program that it asked for: inputs and outputs in the order of the calls.
 *
 * @throws Error where a body uses a value from outside, or types do not fit: both are mistakes of the calling code.
 * @example
 * const program = record(({ ops, input, output }) => {
 *   const x = input('x', 'batch', { dtype: 'float32', shape: [2, 3] });
 *   output('y', 'output', ops.tanh(x));
 * });
 */
export const record = (run: (recorder: Recorder) => void): Program => {
  // Bodies are recorded by the same functions: `current` is the innermost program being recorded.
  let current = createBuilder();
  let place: Origin = { path: '' };

  const valueOf = (x: Reference): Value => {
    invariant(
      x.builder === current,
      'a body uses a value from outside of it: hand it over as a constant of the scan or an input of the composite',
    );
    return x.value;
  };
  const refer = (value: Value): Reference => Object.freeze({ builder: current, value });

  const emitter: Emitter<Reference> = {
    type: (x) => x.builder.type(x.value),
    emit: (primitive, inputs, attributes) =>
      current.emit(primitive, inputs.map(valueOf), attributes).map(refer),
    body: (types, runBody) => {
      const outer = current;
      current = createBuilder(place);
      try {
        const inputs = types.map((type, index) => refer(current.input(`${index}`, 'residual', type)));
        runBody(inputs).forEach((x, index) => current.output(`${index}`, 'residual', valueOf(x)));
        return current.finish();
      } finally {
        current = outer;
      }
    },
  };

  run({
    ...emitter,
    ops: createOps(emitter),
    input: (name, role, type) => refer(current.input(name, role, type)),
    output: (name, role, x) => current.output(name, role, valueOf(x)),
    donate: (role, name) => current.donate(role, name),
    inline: (program, inputs) => current.inline(program, inputs.map(valueOf)).map(refer),
    origin: (origin, inside) => {
      const before = place;
      place = origin;
      try {
        return current.within(origin, inside);
      } finally {
        place = before;
      }
    },
  });
  return current.finish();
};
