import {
  type Attributes,
  type Op,
  type Program,
  sameShape,
  type Shape,
  sizeOf,
  type TensorType,
} from '@neurite/contract';
import {
  type Body,
  countedLoop,
  f32x4,
  i32,
  i32x4,
  type I32,
  type Local,
  nothing,
  sequence,
  type Statement,
  type V128,
  v128,
} from '../encoder/index.js';
import type { Unit } from '../math/index.js';
import { type Elementwise, emitLanes, isElementwise, type Lanes } from './elementwise-lanes.js';
import { addresses, type Kernel, type KernelOf, wordBytes } from './kernel.js';
import { nest } from './loops.js';
import { broadcastStrides, coalesce } from './space.js';

/** Whether a chain is one loop: all outputs of one shape, and nothing inside but elementwise operations and numbers. */
export const isOneLoop = (body: Program): boolean => {
  const shapes = body.outputs.map(({ value }) => body.values[value]!.shape);
  return (
    shapes.every((shape) => sameShape(shape, shapes[0]!)) &&
    body.values.every(({ shape }) => shape.length === shapes[0]!.length) &&
    body.ops.every(
      (op) =>
        isElementwise(op.primitive) ||
        op.primitive === 'broadcast' ||
        (op.primitive === 'constant' && sizeOf(op.attributes.type.shape) === 1),
    )
  );
};

/** Loads four elements, or one into lane 0 where `count` is 1. */
const loadLanes = (address: I32, offset: number, count: 1 | 4, dtype: TensorType['dtype']): V128 => {
  const loaded = count === 4 ? v128.load(address, offset) : v128.loadZero32(address, offset);
  return dtype === 'bool' ? i32x4.ne(loaded, i32x4.constant(0)) : loaded;
};

const storeLanes = (address: I32, lanes: Lanes, offset: number, count: 1 | 4): Statement => {
  const vector = lanes.dtype === 'bool' ? v128.and(lanes.vector, i32x4.constant(1)) : lanes.vector;
  return count === 4 ? v128.store(address, vector, offset) : v128.storeLane32(address, vector, 0, offset);
};

const constantLanes = ({ type, data }: Attributes['constant']): Lanes => {
  const value = typeof data === 'number' ? data : data[0]!;
  if (type.dtype === 'float32') return { dtype: 'float32', vector: f32x4.constant(value) };
  return { dtype: type.dtype, vector: i32x4.constant(type.dtype === 'bool' ? -Number(value !== 0) : value) };
};

interface Chain {
  readonly run: readonly Statement[];
  readonly outputs: readonly Lanes[];
}

/** The instructions of a whole chain on four lanes. */
const emitChain = (unit: Unit, body: Body, program: Program, inputs: readonly Lanes[]): Chain => {
  const values: Lanes[] = [];
  program.inputs.forEach(({ value }, index) => (values[value] = inputs[index]!));
  const run: Statement[] = [];
  for (const op of program.ops) {
    const [output] = op.outputs as readonly [number];
    if (op.primitive === 'constant') values[output] = constantLanes(op.attributes);
    else if (op.primitive === 'broadcast') values[output] = values[op.inputs[0]!]!;
    else {
      const lanes = emitLanes(
        unit,
        op,
        op.inputs.map((input) => values[input]!),
        program.values[output]!.dtype,
      );
      const kept = body.local('v128');
      run.push(kept.set(lanes.vector));
      values[output] = { dtype: lanes.dtype, vector: kept.get };
    }
  }
  return { run, outputs: program.outputs.map(({ value }) => values[value]!) };
};

/** How many vectors one turn of the loop takes: enough to hide its bookkeeping, not so many that code grows without use. */
const unrollOf = (program: Program): number =>
  program.ops.length <= 3 ? 4 : program.ops.length <= 8 ? 2 : 1;

/** One loop over a chain of elementwise operations, with broadcasting inputs. */
const chainKernel = (program: Program, inputs: readonly TensorType[], shape: Shape): Kernel => ({
  scratch: 0,
  define: (unit) =>
    unit.module.function({ parameters: addresses(inputs.length + program.outputs.length) }, (body) => {
      if (sizeOf(shape) === 0) return nothing;
      const dense = broadcastStrides(shape);
      const { extents, strides } = coalesce({
        extents: shape,
        strides: [...inputs.map((input) => broadcastStrides(input.shape)), dense],
      });
      const last = extents.length - 1;
      const run = extents[last] ?? 1;
      const outputs = program.outputs.map((_, index) => body.parameter('i32', inputs.length + index));
      const pointers = inputs.map((_, index) => body.parameter('i32', index));
      const isFixed = inputs.map((_, index) => (strides[index]![last] ?? 0) === 0 && last >= 0);
      /** Operands that do not move along the innermost axis: one element in all lanes. */
      const fixed = inputs.map((_, index): Local<'v128'> | undefined =>
        isFixed[index] ? body.local('v128') : undefined,
      );
      const loadFixed = fixed.map((local, index) => {
        if (local === undefined) return nothing;
        const loaded = v128.loadSplat32(pointers[index]!.get);
        return local.set(inputs[index]!.dtype === 'bool' ? i32x4.ne(loaded, i32x4.constant(0)) : loaded);
      });
      const step = (at: I32, offset: number, count: 1 | 4): Statement => {
        const loads: Statement[] = [];
        const lanes = inputs.map(({ dtype }, index): Lanes => {
          const known = fixed[index];
          if (known !== undefined) return { dtype, vector: known.get };
          const loaded = body.local('v128');
          loads.push(loaded.set(loadLanes(i32.add(pointers[index]!.get, at), offset, count, dtype)));
          return { dtype, vector: loaded.get };
        });
        const chain = emitChain(unit, body, program, lanes);
        const stores = chain.outputs.map((output, index) =>
          storeLanes(i32.add(outputs[index]!.get, at), output, offset, count),
        );
        return sequence(...loads, ...chain.run, ...stores);
      };
      return nest(
        body,
        extents.slice(0, -1),
        [...pointers, ...outputs].map((pointer, index) => ({
          pointer,
          strides: strides[Math.min(index, inputs.length)]!,
        })),
        () => sequence(...loadFixed, innerLoop(body, run, unrollOf(program), step)),
      );
    }),
});

/** Vectors in groups, then vectors, then single elements; `step` gets a byte address relative to each operand's pointer. */
const innerLoop = (
  body: Body,
  count: number,
  unroll: number,
  step: (at: I32, offset: number, count: 1 | 4) => Statement,
): Statement => {
  const vectors = Math.floor(count / 4);
  const grouped = vectors - (vectors % unroll);
  const group = (at: Local<'i32'>): Statement =>
    sequence(...Array.from({ length: unroll }, (_, i) => step(at.get, 16 * i, 4)));
  return sequence(
    unroll === 1 ? nothing : countedLoop(body, 0, 16 * grouped, 16 * unroll, group),
    countedLoop(body, unroll === 1 ? 0 : 16 * grouped, 16 * vectors, 16, (at) => step(at.get, 0, 4)),
    countedLoop(body, 16 * vectors, wordBytes * count, wordBytes, (at) => step(at.get, 0, 1)),
  );
};

/** A fused chain. */
export const fused: KernelOf<'composite'> = ({ body }, inputs, outputs) =>
  chainKernel(body, inputs, outputs[0]!.shape);

/** A single elementwise operation: a chain of one. */
export const elementwise =
  <P extends Elementwise>(primitive: P): KernelOf<P> =>
  (attributes, inputs, outputs) => {
    const ports = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({
        name: `${from + i}`,
        role: 'output' as const,
        value: from + i,
      }));
    const op = {
      primitive,
      attributes,
      inputs: inputs.map((_, i) => i),
      outputs: [inputs.length],
      origin: 0,
    } as unknown as Op;
    const program: Program = {
      values: [...inputs, outputs[0]!],
      ops: [op],
      inputs: ports(0, inputs.length),
      outputs: ports(inputs.length, 1),
      donated: [],
      origins: [],
    };
    return chainKernel(program, inputs, outputs[0]!.shape);
  };
