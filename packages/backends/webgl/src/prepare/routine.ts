import type { Program, Value } from '@neurite/contract';
import type { Gpu } from '../device/gpu.js';
import { dyingAfter } from './lifetimes.js';
import { placementOf } from './placement.js';
import { gpuStep, hostStep, naming } from './prepare-step.js';
import type { PrepareRoutine, Slot } from './step.js';

export const prepareRoutine: PrepareRoutine = (gpu: Gpu, program: Program, hostOutputs) => {
  const placement = placementOf(program, hostOutputs);
  const { unread, after } = dyingAfter(program);
  const steps = program.ops.map((op) =>
    naming(op, program, () =>
      op.outputs.some((value) => placement.host.has(value))
        ? hostStep(op, program)
        : gpuStep(gpu, op, program, prepareRoutine),
    ),
  );
  const release = (slot: Slot | undefined): void => {
    if (slot?.texture !== undefined) gpu.release(slot.texture);
  };
  /** Brings to the GPU what only the host has, where it is read there. */
  const settled = (slot: Slot, value: Value): Slot =>
    slot.texture === undefined && slot.host !== undefined && placement.gpu.has(value)
      ? { ...slot, texture: gpu.upload(slot.host.dtype, slot.host.data) }
      : slot;

  return {
    onGpu: program.inputs.map((port) => placement.gpu.has(port.value)),
    onHost: program.inputs.map((port) => placement.host.has(port.value)),
    bytes: steps.reduce((bytes, step) => bytes + (step.bytes ?? 0), 0),
    dispose: () => steps.forEach((step) => step.dispose?.()),
    run: (inputs) => {
      const slots = new Array<Slot | undefined>(program.values.length);
      const drop = (value: Value): void => {
        release(slots[value]);
        slots[value] = undefined;
      };
      program.inputs.forEach((port, index) => (slots[port.value] = settled(inputs[index]!, port.value)));
      try {
        unread.forEach(drop);
        program.ops.forEach((op, index) => {
          const results = naming(op, program, () =>
            steps[index]!.run((operand) => slots[op.inputs[operand]!]!),
          );
          op.outputs.forEach((value, output) => (slots[value] = settled(results[output]!, value)));
          after[index]!.forEach(drop);
        });
        return program.outputs.map(({ value }) => {
          const slot = slots[value]!;
          return slot.texture === undefined ? slot : { ...slot, texture: gpu.retain(slot.texture) };
        });
      } finally {
        // Outputs are left here, each with one reference too many; after a failure everything that was alive.
        slots.forEach(release);
      }
    },
  };
};
