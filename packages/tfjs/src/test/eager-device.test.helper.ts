import type { Buffer, Capabilities, Device, HostArray, HostTensor, Program } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import { nativeComposite } from '../composites.js';
import { emitter } from '../emitter.js';

const capabilities: Capabilities = {
  name: 'eager',
  summary: 'Programs run operation by operation through the eager emitter.',
  memory: 'opaque',
  exact: false,
  precision: 'float32',
  composites: ['softmax', 'log_softmax', 'softplus'],
  supports: () => true,
  lowerings: {},
};

/** Runs a program with the eager emitter; bodies of scans in a loop. */
const interpret = (program: Program, inputs: readonly tf.Tensor[]): readonly tf.Tensor[] => {
  const values: tf.Tensor[] = [];
  program.inputs.forEach((port, index) => (values[port.value] = inputs[index]!));
  for (const op of program.ops) {
    const operands = op.inputs.map((value) => values[value]!);
    let results: readonly tf.Tensor[];
    if (op.primitive === 'scan') {
      const { body, constants, carries, length, reverse } = op.attributes;
      let carried = operands.slice(constants, constants + carries);
      const stacked: tf.Tensor[][] = body.outputs.slice(carries).map(() => []);
      for (let step = 0; step < length; step++) {
        const index = reverse ? length - 1 - step : step;
        const slices = operands
          .slice(constants + carries)
          .map((x) => tf.reshape(tf.slice(x, index, 1), x.shape.slice(1)));
        const made = interpret(body, [...operands.slice(0, constants), ...carried, ...slices]);
        carried = made.slice(0, carries);
        stacked.forEach((list, output) => (list[index] = made[carries + output]!));
      }
      const shapes = op.outputs.slice(carries).map((value) => program.values[value]!);
      results = [
        ...carried,
        ...stacked.map((list, n) =>
          length === 0 ? tf.zeros([...shapes[n]!.shape], shapes[n]!.dtype) : tf.stack(list),
        ),
      ];
    } else if (op.primitive === 'composite') {
      const native = nativeComposite(op.attributes.name);
      const isWhole = native !== undefined && native.takes?.(operands) !== false;
      results = isWhole ? [native.run(operands)] : interpret(op.attributes.body, operands);
    } else results = emitter.emit(op.primitive, operands, op.attributes);
    op.outputs.forEach((value, index) => (values[value] = results[index]!));
  }
  return program.outputs.map((port) => values[port.value]!);
};

/** The conformance suite speaks to devices: this one is tfjs's current backend behind the eager emitter. */
export const eagerDevice = (): Device => {
  const tensors = new Map<Buffer, tf.Tensor>();
  const hold = (type: Buffer['type'], x: tf.Tensor): Buffer => {
    const buffer = { type };
    tensors.set(buffer, x);
    return buffer;
  };
  return {
    capabilities,
    description: `eager on ${tf.getBackend()}`,
    write: (type, data) => hold(type, tf.tensor(data.slice() as Float32Array, [...type.shape], type.dtype)),
    rewrite: () => {
      throw new Error('The conformance suite does not rewrite.');
    },
    read: async (buffer) => (await tensors.get(buffer)!.data()) as HostArray,
    free: (buffer) => {
      tensors.get(buffer)!.dispose();
      tensors.delete(buffer);
    },
    prepare: async (program) => ({
      bytes: 0,
      dispose: () => undefined,
      run: (inputs) => {
        const results = tf.tidy(() =>
          interpret(
            program,
            inputs.map((buffer) => tensors.get(buffer)!),
          ).map((x) => tf.clone(x)),
        );
        const donors = new Map(program.donated.map(([input, output]) => [output, input]));
        return program.outputs.map((port, output) => {
          const donor = donors.get(output);
          if (donor === undefined) return hold(program.values[port.value]!, results[output]!);
          tensors.get(inputs[donor]!)!.dispose();
          tensors.set(inputs[donor]!, results[output]!);
          return inputs[donor]!;
        });
      },
    }),
    statistics: () => ({ buffers: tf.memory().numTensors, bytes: tf.memory().numBytes, reserved: 0 }),
    close: () => undefined,
  };
};

export type { HostTensor };
