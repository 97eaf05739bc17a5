import {
  sizeOf,
  type Attributes,
  type Op,
  type Primitive,
  type Program,
  type TensorType,
  type Value,
} from '@neurite/contract';
import { broadcastStrides, indexing, type Affine } from '../glsl/coordinates.js';
import { expressions, type ElementwisePrimitive, type Expression } from '../glsl/expressions.js';
import { functions, type FunctionName } from '../glsl/functions.js';
import { literal } from '../glsl/literal.js';
import { maximumInputs, shader, type Shader } from '../glsl/shader.js';
import { single, type Kernels, type Launch } from './kernel.js';

const isElementwise = (primitive: Primitive): primitive is ElementwisePrimitive => primitive in expressions;

/** The number that fills a constant, if one does. */
const filling = (op: Op): number | undefined => {
  if (op.primitive !== 'constant') return undefined;
  const { data, type } = op.attributes;
  if (typeof data === 'number') return data;
  return sizeOf(type.shape) === 1 ? data[0] : undefined;
};

/** Why a program cannot become one shader for each output, or undefined if it can. */
export const unfusable = (body: Program): string | undefined => {
  if (body.inputs.length > maximumInputs)
    return `it reads ${body.inputs.length} tensors and a shader reads ${maximumInputs}`;
  const rank = body.values[body.outputs[0]?.value ?? 0]?.shape.length;
  const other = body.values.find(({ shape }) => shape.length !== rank);
  if (other !== undefined) return `it mixes ranks ${rank} and ${other.shape.length}`;
  const strange = body.ops.find(
    (op) =>
      !isElementwise(op.primitive) &&
      op.primitive !== 'iota' &&
      op.primitive !== 'broadcast' &&
      filling(op) === undefined,
  );
  return strange && `${strange.primitive} is not elementwise`;
};

/** One shader that computes an output of an elementwise program: inner values of smaller shapes are read at grown coordinates. */
const fused = (body: Program, output: Value): Shader => {
  const { shape } = body.values[output]!;
  const makers = new Map(body.ops.flatMap((op) => op.outputs.map((value) => [value, op] as const)));
  const ports = new Map(body.inputs.map((port, index) => [port.value, index]));
  const affine: Affine[] = [];
  const uses = new Set<FunctionName>();
  const written = new Map<Value, string>();
  const statements: ((indices: readonly string[]) => string)[] = [];

  const index = (strides: readonly number[]): number => affine.push({ offset: 0, strides }) - 1;
  const declare = (value: Value, of: (indices: readonly string[]) => string): string => {
    const name = `v${value}`;
    written.set(value, name);
    statements.push((indices) => `float ${name} = ${of(indices)};`);
    return name;
  };
  const compute = (value: Value): string => {
    const op = makers.get(value);
    if (op === undefined) {
      const at = index(broadcastStrides(body.values[value]!.shape));
      return declare(value, (indices) => `x${ports.get(value)}(${indices[at]})`);
    }
    const constant = filling(op);
    if (constant !== undefined) return literal(constant);
    if (op.primitive === 'iota') {
      const own = op.attributes.type.shape;
      const at = index(own.map((extent, axis) => (axis === op.attributes.axis && extent > 1 ? 1 : 0)));
      return declare(value, (indices) => `float(${indices[at]})`);
    }
    if (op.primitive === 'broadcast') return write(op.inputs[0]!);
    const primitive = op.primitive as ElementwisePrimitive;
    // The table is keyed by primitive, so the entry takes these very attributes.
    const make = expressions[primitive] as (
      attributes: Attributes[Primitive],
      dtype: TensorType['dtype'],
    ) => Expression;
    const expression = make(op.attributes, body.values[op.inputs[0]!]!.dtype);
    expression.uses.forEach((name) => uses.add(name));
    const operands = op.inputs.map(write);
    return declare(value, () => expression.of(...operands));
  };
  const write = (value: Value): string => written.get(value) ?? compute(value);

  const result = write(output);
  const { body: coordinates, indices } = indexing(shape, affine);
  return shader({
    inputs: body.inputs.length,
    size: sizeOf(shape),
    functions: functions(uses),
    body: [coordinates, ...statements.map((statement) => statement(indices))].join('\n  '),
    result,
  });
};

/** An elementwise program, one shader for each output. */
export const fuse = (body: Program): Launch => {
  const launches = body.outputs.map((port) => single(fused(body, port.value), body.values[port.value]!));
  return (gpu, inputs) => launches.flatMap((launch) => launch(gpu, inputs));
};

const alone =
  <P extends ElementwisePrimitive>(primitive: P) =>
  (attributes: Attributes[P], inputs: readonly TensorType[], outputs: readonly TensorType[]): Launch => {
    const op = {
      primitive,
      attributes,
      inputs: inputs.map((_, value) => value),
      outputs: [inputs.length],
      origin: 0,
    };
    return fuse({
      values: [...inputs, ...outputs],
      ops: [op as unknown as Op],
      inputs: inputs.map((_, value) => ({ name: `${value}`, role: 'batch', value })),
      outputs: [{ name: 'y', role: 'output', value: inputs.length }],
      donated: [],
      origins: [],
    });
  };

/** Copies the value itself: nothing is computed. */
const shared: Launch = (gpu, [x]) => [gpu.retain(x!)];

const names = Object.keys(expressions) as ElementwisePrimitive[];

export const elementwiseKernels = {
  ...(Object.fromEntries(
    names.map((name) => [name, alone(name)]),
  ) as unknown as Kernels<ElementwisePrimitive>),
  stop_gradient: () => shared,
  iota: ({ type, axis }: Attributes['iota']): Launch => {
    const strides = type.shape.map((extent: number, other: number) => (other === axis && extent > 1 ? 1 : 0));
    const { body, indices } = indexing(type.shape, [{ offset: 0, strides }]);
    return single(
      shader({ inputs: 0, size: sizeOf(type.shape), body, result: `float(${indices[0]})` }),
      type,
    );
  },
} satisfies Kernels<ElementwisePrimitive | 'iota'>;

/** A tensor of one number, whatever the operands. */
export const fill = (type: TensorType, value: number): Launch => {
  const code = shader({ inputs: 0, size: sizeOf(type.shape), result: literal(value) });
  return (gpu) => [gpu.run(code, type.dtype, [])];
};
