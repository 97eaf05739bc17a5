import type { Attributes, Ops, Primitive, Shape, TensorType } from '@neurite/contract';
import type { Emitter } from '../ops/index.js';
import type { Family, PrimitiveOf } from '../primitives.js';

/** An operation that was run forwards, and what is known of its gradients. */
export interface Call<P extends Primitive, T> {
  readonly attributes: Attributes[P];
  readonly inputs: readonly T[];
  readonly outputs: readonly T[];
  /** The gradient of each output; undefined where it is zero. At least one is given. */
  readonly gradients: readonly (T | undefined)[];
  /** Which inputs need a gradient; work for the others would be thrown away. */
  readonly wanted: readonly boolean[];
}

/** What rules write gradients with. */
export interface Tools<T> extends Emitter<T> {
  readonly ops: Ops<T>;
}

/**
 * What a rule reads besides shapes and gradients: nothing, the inputs, the outputs, or, for a product, the other inputs than the one that
 * a gradient is for.
 */
export type Reads = 'nothing' | 'inputs' | 'outputs' | 'others';

/** How a primitive carries gradients from its outputs back to its inputs. */
export interface GradientRule<P extends Primitive> {
  /** The inputs that gradients flow to, besides having dtype float32. None: the primitive is constant almost everywhere. */
  readonly through: 'all' | readonly number[];
  /** What must be there of the call when gradients go back; inputs and outputs where it is not said. */
  readonly reads?: Reads;
  /** Gradients by input, each with the type of its input; undefined where it is zero or not wanted. */
  pull<T>(call: Call<P, T>, tools: Tools<T>): readonly (T | undefined)[];
}

export type GradientRules<F extends Family> = { readonly [P in PrimitiveOf<F>]: GradientRule<P> };

/** The rule of what is constant almost everywhere, or has nothing that could be differentiated. */
export const constant: GradientRule<never> = { through: [], pull: () => [] };

/** A rule for one input and one output, from the gradient of the output to that of the input. */
export const unaryRule = <P extends Primitive>(
  pull: <T>(
    gradient: T,
    call: Call<P, T> & { readonly x: T; readonly y: T },
    ops: Ops<T>,
    tools: Tools<T>,
  ) => T,
  reads?: Reads,
): GradientRule<P> => ({
  through: 'all',
  ...(reads === undefined ? {} : { reads }),
  pull: (call, tools) => [
    pull(call.gradients[0]!, { ...call, x: call.inputs[0]!, y: call.outputs[0]! }, tools.ops, tools),
  ],
});

/** Sums a gradient over the axes along which its operand was repeated. */
export const unbroadcast = <T>(gradient: T, to: Shape, { ops }: Tools<T>): T => {
  const repeated = ops.shape(gradient).flatMap((extent, axis) => (to[axis] === extent ? [] : [axis]));
  return repeated.length === 0 ? gradient : ops.sum(gradient, repeated, true);
};

/** Repeats a gradient along axes that a reduction dropped. */
export const spread = <T>(gradient: T, { shape }: TensorType, axes: Shape, { ops }: Tools<T>): T => {
  const kept = shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent));
  return ops.broadcastTo(ops.reshape(gradient, kept), shape);
};
