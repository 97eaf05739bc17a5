import type {
  Attributes,
  Op,
  Origin,
  Port,
  Primitive,
  Program,
  Role,
  TensorType,
  Value,
} from '@neurite/contract';
import { invariant } from '../invariant.js';
import { infer } from '../shapes/index.js';

/** Grows one program, operation by operation; the only mutable thing between two programs. */
export interface Builder {
  type(value: Value): TensorType;
  /** The operation that made a value; undefined for inputs. */
  maker(value: Value): Op | undefined;
  input(name: string, role: Role, type: TensorType): Value;
  /** Appends an operation; the types of its outputs come from its shape rule. */
  emit<P extends Primitive>(
    primitive: P,
    inputs: readonly Value[],
    attributes: Attributes[P],
  ): readonly Value[];
  output(name: string, role: Role, value: Value): void;
  /** Donates the input of this role and name to the output of the same role and name. */
  donate(role: Role, name: string): void;
  /** Everything emitted while `run` runs has this origin. */
  within<R>(origin: Origin, run: () => R): R;
  /** Appends the operations of another program, with their own origins; gives its outputs. */
  inline(program: Program, inputs: readonly Value[]): readonly Value[];
  finish(): Program;
}

const nowhere: Origin = Object.freeze({ path: '' });

/** A frozen copy, all the way down: whoever made the attributes keeps their own. Bodies are frozen programs already. */
const frozenCopy = <V>(value: V): V => {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as V;
  if (typeof value !== 'object' || value === null) return value;
  return Object.freeze(
    Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, key === 'body' ? item : frozenCopy(item)]),
    ),
  ) as V;
};

const portIndex = (ports: readonly Port[], role: Role, name: string): number => {
  const index = ports.findIndex((port) => port.role === role && port.name === name);
  invariant(index >= 0, () => `there is no port ${role} "${name}" to donate`);
  return index;
};

export const createBuilder = (initial: Origin = nowhere): Builder => {
  const values: TensorType[] = [];
  const makers: (Op | undefined)[] = [];
  const ops: Op[] = [];
  const inputs: Port[] = [];
  const outputs: Port[] = [];
  const donated: { readonly role: Role; readonly name: string }[] = [];
  const origins: Origin[] = [];
  const originIndex = new Map<string, number>();
  let current = initial;

  const define = (type: TensorType, maker?: Op): Value => {
    makers.push(maker);
    return values.push(Object.freeze({ dtype: type.dtype, shape: Object.freeze([...type.shape]) })) - 1;
  };
  const originOf = (origin: Origin): number => {
    const key = `${origin.source ?? ''}\n${origin.line ?? ''}\n${origin.path}`;
    const known = originIndex.get(key);
    if (known !== undefined) return known;
    originIndex.set(key, origins.length);
    return origins.push(Object.freeze({ ...origin })) - 1;
  };

  const builder: Builder = {
    type: (value) => values[value]!,
    maker: (value) => makers[value],
    input: (name, role, type) => {
      const value = define(type);
      inputs.push(Object.freeze({ name, role, value }));
      return value;
    },
    emit: (primitive, from, attributes) => {
      const types = infer(primitive, attributes, from.map(builder.type));
      const first = values.length;
      const op = Object.freeze({
        primitive,
        inputs: Object.freeze([...from]),
        attributes: frozenCopy(attributes),
        outputs: Object.freeze(types.map((_, index) => first + index)),
        origin: originOf(current),
      }) as unknown as Op;
      for (const type of types) define(type, op);
      ops.push(op);
      return op.outputs;
    },
    output: (name, role, value) => void outputs.push(Object.freeze({ name, role, value })),
    donate: (role, name) => void donated.push({ role, name }),
    within: (origin, run) => {
      const before = current;
      current = origin;
      try {
        return run();
      } finally {
        current = before;
      }
    },
    inline: (program, from) => {
      const renamed = new Map<Value, Value>();
      program.inputs.forEach((port, index) => renamed.set(port.value, from[index]!));
      for (const op of program.ops) {
        const made = builder.within(program.origins[op.origin]!, () =>
          builder.emit(
            op.primitive,
            op.inputs.map((value) => renamed.get(value)!),
            op.attributes,
          ),
        );
        op.outputs.forEach((value, index) => renamed.set(value, made[index]!));
      }
      return program.outputs.map((port) => renamed.get(port.value)!);
    },
    finish: () =>
      Object.freeze({
        values: Object.freeze(values),
        ops: Object.freeze(ops),
        inputs: Object.freeze(inputs),
        outputs: Object.freeze(outputs),
        donated: Object.freeze(
          donated.map(({ role, name }) =>
            Object.freeze([portIndex(inputs, role, name), portIndex(outputs, role, name)] as const),
          ),
        ),
        origins: Object.freeze(origins),
      }),
  };
  return builder;
};
