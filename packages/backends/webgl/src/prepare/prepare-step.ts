import {
  BackendError,
  type Op,
  type Primitive,
  type Program,
  type TensorType,
  type Value,
} from '@neurite/contract';
import { evaluate } from '@neurite/program';
import type { Gpu } from '../device/gpu.js';
import { fill, fuse, kernels, uniform, unfusable, type Kernel, type Launch } from '../kernels/index.js';
import { prepareScan } from './scan.js';
import type { PrepareRoutine, Step } from './step.js';

const typesOf = (program: Program, values: readonly Value[]): readonly TensorType[] =>
  values.map((value) => program.values[value]!);

const launched =
  (gpu: Gpu, launch: Launch, operands: number): Step['run'] =>
  (read) =>
    launch(
      gpu,
      Array.from({ length: operands }, (_, index) => read(index).texture!),
    ).map((texture) => ({ texture }));

const constant = (gpu: Gpu, { type, data }: Op<'constant'>['attributes']): Step => {
  if (typeof data === 'number') return { run: launched(gpu, fill(type, data), 0) };
  // Uploaded once: it stays as long as the routine.
  const texture = gpu.upload(type.dtype, Float32Array.from(data));
  return {
    run: () => [{ texture: gpu.retain(texture) }],
    bytes: 4 * data.length,
    dispose: () => gpu.release(texture),
  };
};

/** An operation whose results the host must know is evaluated there, by the reference. */
export const hostStep = (op: Op, program: Program): Step => {
  const port = (value: Value) => ({ name: `${value}`, role: 'counter' as const, value });
  const alone: Program = {
    ...program,
    ops: [op],
    inputs: op.inputs.map(port),
    outputs: op.outputs.map(port),
    donated: [],
  };
  return {
    run: (read) =>
      evaluate(
        alone,
        op.inputs.map((_, index) => read(index).host!),
      ).map((host) => ({ host })),
  };
};

/** An operation on the GPU. */
export const gpuStep = (gpu: Gpu, op: Op, program: Program, prepare: PrepareRoutine): Step => {
  const inputs = typesOf(program, op.inputs);
  const outputs = typesOf(program, op.outputs);
  switch (op.primitive) {
    case 'constant':
      return constant(gpu, op.attributes);
    case 'uniform': {
      const draw = uniform(op.attributes);
      return { run: (read) => [{ texture: draw(gpu, read(0).host!.data) }] };
    }
    case 'scan':
      return prepareScan(gpu, op, inputs, outputs, prepare);
    case 'composite': {
      const reason = unfusable(op.attributes.body);
      if (reason !== undefined)
        throw new Error(`the composite "${op.attributes.name}" is not for WebGL: ${reason}`);
      return { run: launched(gpu, fuse(op.attributes.body), op.inputs.length) };
    }
    default: {
      // The table is keyed by primitive, so the kernel takes these very attributes.
      const kernel = kernels[op.primitive] as Kernel<Primitive>;
      return { run: launched(gpu, kernel(op.attributes, inputs, outputs), op.inputs.length) };
    }
  }
};

/** Does something for an operation; where that fails, the error names its layer, its line, and what went in. */
export const naming = <R>(op: Op, program: Program, act: () => R): R => {
  try {
    return act();
  } catch (cause) {
    if (cause instanceof BackendError) throw cause;
    const origin = program.origins[op.origin];
    const place = origin === undefined ? '' : ` of ${origin.path}`;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BackendError(
      `WebGL failed at ${op.primitive}${place}: ${reason}`,
      origin,
      typesOf(program, op.inputs),
      { cause },
    );
  }
};
