import type { Attributes, Dtype, Primitive, Program } from '@neurite/contract';
import {
  createOps,
  gradientRules,
  type Call,
  type Emitter,
  type GradientRule,
  type Tools,
} from '@neurite/program';
import * as tf from '@tensorflow/tfjs-core';
import { nativeComposite } from './composites.js';
import { eagerPrimitives, topKPlaces, type EagerPrimitive, type Special } from './primitives/index.js';
import type { KernelPrimitive } from './kernels/index.js';
import { hasPull, own } from './own.js';
import { isRecording, recordByRule } from './tape.js';

type Attribute<P extends Primitive> = Attributes[P];

/** A zero gradient; always float32, as tfjs asks even of integers. */
const zeros = ({ shape }: tf.Tensor): tf.Tensor => tf.zeros(shape, 'float32');

/** A result that is no input: the tape tells operations apart by their tensors, and a tidy disposes of what it was not given. */
const itself = (inputs: readonly tf.Tensor[], y: tf.Tensor): tf.Tensor =>
  inputs.includes(y) ? tf.reshape(y, y.shape) : y;

/** Primitives that are one function of tensors. */
type Simple = Exclude<Primitive, Special>;

/** How a primitive runs where tfjs runs: by code of ours, or by whatever tfjs has for it. */
const run = (
  primitive: Simple,
  inputs: readonly tf.Tensor[],
  attributes: Attributes[Primitive],
): tf.Tensor => {
  // All tables are keyed by primitive, so their entries take these very attributes.
  const whole = own()?.primitives[primitive] as KernelPrimitive<Primitive> | undefined;
  const composed = eagerPrimitives[primitive] as EagerPrimitive<Primitive>;
  return whole?.(inputs, attributes) ?? tf.tidy(() => itself(inputs, composed(inputs, attributes)));
};

const rules = new Map<string, GradientRule<never>>();

/** A rule, except that code of ours may stand for its operations as long as nobody asks for gradients of gradients. */
const ruleOf = <P extends Primitive>(name: string, rule: GradientRule<P>): GradientRule<P> => {
  if (!hasPull(name)) return rule;
  const known = rules.get(name) ?? {
    ...rule,
    pull: (call: Call<P, unknown>, given: Tools<unknown>) => {
      const pulled = tf.engine().isTapeOn() ? undefined : own()?.pulls[name];
      return pulled === undefined ? rule.pull(call, given) : [pulled(call as Call<P, tf.Tensor>)];
    },
  };
  rules.set(name, known as GradientRule<never>);
  return known as GradientRule<P>;
};

/**
 * Runs `forward` as one operation of tfjs's tape, which goes back by our rule: tfjs's own gradients of whatever `forward` uses are
 * never asked for, so it does not matter that Node registers none, nor that some are wrong.
 *
 * @param results what the rule takes for outputs, from the inputs and the value.
 */
const onTape = <P extends Primitive>(
  rule: GradientRule<P>,
  attributes: Attribute<P>,
  inputs: readonly tf.Tensor[],
  forward: (inputs: readonly tf.Tensor[]) => tf.Tensor,
  results: (inputs: readonly tf.Tensor[], value: tf.Tensor) => readonly tf.Tensor[],
): tf.Tensor => {
  // Where nobody asks for gradients, and within a call that is one operation as a whole, only the kernels are left.
  if (!tf.engine().isTapeOn()) {
    const value = forward(inputs);
    if (isRecording()) recordByRule(rule, attributes, inputs, results(inputs, value), tools);
    return value;
  }
  const { through } = rule;
  const wanted = inputs.map(
    (x, index) => x.dtype === 'float32' && (through === 'all' || through.includes(index)),
  );
  const isConstant = !wanted.includes(true);
  const operation = tf.customGrad((...given) => {
    const save = given.at(-1) as tf.GradSaveFunc;
    const xs = given.slice(0, -1) as tf.Tensor[];
    const value = forward(xs);
    if (!isConstant) save([...xs, value]);
    const gradFunc = (gradient: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => {
      if (isConstant) return xs.map(zeros);
      return tf.tidy(() => {
        const kept = saved.slice(0, -1);
        // tfjs saves a value before the operation that made it is on its tape, so that nothing flows back through what was saved. Where
        // this gradient is differentiated itself, the value is made anew.
        const isDifferentiated = tf.engine().isTapeOn();
        const value = isDifferentiated ? onTape(rule, attributes, kept, forward, results) : saved.at(-1)!;
        const outputs = results(kept, value);
        const gradients = outputs.map((_, index) => (index === 0 ? gradient : undefined));
        const pulled = rule.pull({ attributes, inputs: kept, outputs, gradients, wanted }, tools);
        // tfjs disposes gradients one by one when it adds them up: each must be a tensor of its own.
        return kept.map((x, index) => (pulled[index] === undefined ? zeros(x) : tf.clone(pulled[index])));
      });
    };
    return { value, gradFunc };
  });
  return operation(...(inputs as tf.Tensor[]));
};

/** Largest first: places are constant almost everywhere, values are read from there. */
const topK = (x: tf.Tensor, attributes: Attributes['top_k']): readonly tf.Tensor[] => {
  const { k } = attributes;
  const places = onTape(
    gradientRules.argmax,
    { axis: 0 },
    [x],
    (xs) => tf.tidy(() => topKPlaces(xs[0]!, k)),
    () => [],
  );
  const extent = x.shape.at(-1)!;
  const read = ([y, at]: readonly tf.Tensor[]): tf.Tensor => {
    const rows = tf.reshape(tf.range(0, y!.size / Math.max(1, extent), 1, 'int32'), [-1, 1]);
    const flat = tf.add(tf.reshape(at!, [-1, k]), tf.mul(rows, tf.scalar(extent, 'int32')));
    return tf.reshape(tf.gather(tf.reshape(y!, [-1]), tf.reshape(flat, [-1])), at!.shape);
  };
  const values = onTape(
    gradientRules.top_k,
    attributes,
    [x, places],
    (xs) => tf.tidy(() => read(xs)),
    ([, at], value) => [value, at!],
  );
  return [values, places];
};

type Run = (inputs: readonly tf.Tensor[]) => readonly tf.Tensor[];

// Bodies run at once, on the tensors at hand: the program that stands for one is a token, and is never looked into.
const runs = new WeakMap<Program, Run>();
const token = (): Program =>
  Object.freeze({ values: [], ops: [], inputs: [], outputs: [], donated: [], origins: [] });

const composite = (
  { name, body }: Attributes['composite'],
  inputs: readonly tf.Tensor[],
): readonly tf.Tensor[] => {
  const native = nativeComposite(name);
  if (native === undefined || native.takes?.(inputs) === false) return runs.get(body)!(inputs);
  return [
    onTape(
      ruleOf(name, native.rule),
      {},
      inputs,
      (xs) => tf.tidy(() => native.run(xs)),
      (_, value) => [value],
    ),
  ];
};

/** Emits primitives by running them at once, each with our gradient rule. */
export const emitter: Emitter<tf.Tensor> = {
  type: ({ dtype, shape }) => ({ dtype: dtype as Dtype, shape }),
  emit: (primitive, inputs, attributes) => {
    switch (primitive) {
      case 'top_k':
        return topK(inputs[0]!, attributes as Attributes['top_k']);
      case 'composite':
        return composite(attributes as Attributes['composite'], inputs);
      case 'scan':
        throw new Error('Eager loops are run by ops.ts, not emitted.');
      default: {
        const key = primitive as Simple;
        if (inputs.length === 0) return [run(key, [], attributes)];
        return [
          onTape(
            ruleOf(key, gradientRules[key] as GradientRule<Primitive>),
            attributes,
            inputs,
            (xs) => run(key, xs, attributes),
            (_, value) => [value],
          ),
        ];
      }
    }
  },
  body: (_, run) => {
    const body = token();
    runs.set(body, run);
    return body;
  },
};

/** Ops on tensors; `scan` is in ops.ts. */
export const primitiveOps = createOps(emitter);

const tools: Tools<tf.Tensor> = { ...emitter, ops: primitiveOps };
