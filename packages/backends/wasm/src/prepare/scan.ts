import type { Op, Program } from '@neurite/contract';
import {
  add,
  countedLoop,
  type FunctionReference,
  i32,
  type Local,
  memory,
  sequence,
  type Statement,
} from '../encoder/index.js';
import type { Bases, Emission } from './emit.js';
import { bytesOf, type Layout, scanScratch } from './layout.js';

type EmitProgram = (emission: Emission, layout: Layout, bases: Bases) => Statement;

/**
 * The loop of a scan: (inputs…, outputs…, scratch). Sequences and stacked outputs are pointers that move, so slices cost nothing.
 * A carry is read from where the last iteration wrote it, which alternates between the output and a second buffer such that the last
 * iteration writes the output: nothing is copied, and the initial carries are never written.
 */
export const emitScan = (
  emission: Emission,
  op: Op<'scan'>,
  program: Program,
  body: Layout,
  emitProgram: EmitProgram,
): FunctionReference => {
  const { constants, carries, length, reverse } = op.attributes;
  const parameters = Array.from({ length: op.inputs.length + op.outputs.length + 1 }, () => 'i32' as const);
  return emission.unit.module.function({ parameters }, (f) => {
    const all = parameters.map((_, index) => f.parameter('i32', index));
    const inputs = all.slice(0, op.inputs.length);
    const outputs = all.slice(op.inputs.length, -1);
    const scratch = all.at(-1)!;
    const { buffers } = scanScratch(op, program, body);
    const sizeOfValue = (value: number): number => bytesOf(program.values[value]!);

    const carried = outputs.slice(0, carries).map((output, index) => {
      const initial = inputs[constants + index]!;
      const [read, write, other] = [f.local('i32'), f.local('i32'), f.local('i32')];
      const buffer = i32.add(scratch.get, i32.constant(buffers[index]!));
      const endsHere = length % 2 === 1;
      return {
        read,
        write,
        start: sequence(
          read.set(initial.get),
          write.set(endsHere ? output.get : buffer),
          other.set(endsHere ? buffer : output.get),
        ),
        turn: sequence(read.set(write.get), write.set(other.get), other.set(read.get)),
        // Without iterations the carry comes out as it went in.
        whenEmpty: memory.copy(output.get, initial.get, i32.constant(sizeOfValue(op.outputs[index]!))),
      };
    });
    if (length === 0) return sequence(...carried.map(({ whenEmpty }) => whenEmpty));

    const moving = (pointer: Local<'i32'>, value: number) => {
      const step = sizeOfValue(value) / length;
      return {
        pointer,
        start: add(pointer, reverse ? (length - 1) * step : 0),
        turn: add(pointer, reverse ? -step : step),
      };
    };
    const sequences = inputs
      .slice(constants + carries)
      .map((pointer, index) => moving(pointer, op.inputs[constants + carries + index]!));
    const stacked = outputs
      .slice(carries)
      .map((pointer, index) => moving(pointer, op.outputs[carries + index]!));
    const run = emitProgram(emission, body, {
      inputs: [
        ...inputs.slice(0, constants).map((local) => local.get),
        ...carried.map(({ read }) => read.get),
        ...sequences.map(({ pointer }) => pointer.get),
      ],
      outputs: [...carried.map(({ write }) => write.get), ...stacked.map(({ pointer }) => pointer.get)],
      arena: scratch.get,
    });
    const moved = [...carried, ...sequences, ...stacked];
    return sequence(
      ...moved.map(({ start }) => start),
      countedLoop(f, 0, length, 1, () => sequence(run, ...moved.map(({ turn }) => turn))),
    );
  });
};
