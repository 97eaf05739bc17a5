import { type Op, type Primitive, type Program, sizeOf } from '@neurite/contract';
import { contiguousViews, type Plan, plan, type View } from '@neurite/program';
import { alignment } from '../engine/index.js';
import { kernelOf, type Unkernelled, wordBytes } from '../kernels/index.js';
import { liftConstants, type Lifted } from './lift.js';

/** A program with a place for everything, bodies of scans included. */
export interface Layout {
  readonly lifted: Lifted;
  readonly plan: Plan;
  /** By index of the scan in the lifted program. */
  readonly bodies: ReadonlyMap<number, Layout>;
}

const roundUp = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;

/** Every element is a word, bools too. */
export const bytesOf = ({ shape }: { readonly shape: readonly number[] }): number =>
  sizeOf(shape) * wordBytes;

/** Where the second buffer of each carry begins in a scan's scratch, after the arena of its body; and all of it. */
export const scanScratch = (
  op: Op<'scan'>,
  program: Program,
  body: Layout,
): { readonly buffers: readonly number[]; readonly bytes: number } => {
  const { constants, carries } = op.attributes;
  let bytes = roundUp(body.plan.arena);
  const buffers = op.inputs.slice(constants, constants + carries).map((value) => {
    const at = bytes;
    bytes += roundUp(bytesOf(program.values[value]!));
    return at;
  });
  return { buffers, bytes };
};

/** Permutations that only move axes of extent 1 leave every element where it is. */
const keepsOrder = (permutation: readonly number[], shape: readonly number[]): boolean => {
  const moved = permutation.filter((axis) => shape[axis] !== 1);
  return moved.every((axis, i) => i === 0 || moved[i - 1]! < axis);
};

const whole: View = { input: 0, offset: 0 };

const isView = (op: Op, program: Program): boolean => {
  const type = program.values[op.inputs[0]!]!;
  switch (op.primitive) {
    case 'transpose':
      return keepsOrder(op.attributes.permutation, type.shape);
    case 'broadcast':
      return sizeOf(op.attributes.shape) === sizeOf(type.shape);
    case 'cast':
      // A bool is a word of 0 or 1 already.
      return op.attributes.dtype === type.dtype || (type.dtype === 'bool' && op.attributes.dtype === 'int32');
    case 'concat':
      return op.inputs.length === 1;
    default:
      return false;
  }
};

/** The program's own views, and those that words of one width add. The planner's offsets of slices are in words too. */
const views = (op: Op, program: Program): readonly (View | undefined)[] => {
  if (isView(op, program)) return [whole];
  const known = contiguousViews(op, program);
  if (op.primitive !== 'slice' || program.values[op.inputs[0]!]!.dtype !== 'bool') return known;
  return known.map((view) => view && { ...view, offset: view.offset * wordBytes });
};

/** Plans a program and the bodies of its scans. */
export const layOut = (program: Program): Layout => {
  const lifted = liftConstants(program);
  const bodies = new Map<number, Layout>();
  lifted.program.ops.forEach((op, index) => {
    if (op.primitive === 'scan') bodies.set(index, layOut(op.attributes.body));
  });
  const indices = new Map(lifted.program.ops.map((op, index) => [op, index]));
  return {
    lifted,
    bodies,
    plan: plan(lifted.program, {
      alignment,
      alias: views,
      bytes: bytesOf,
      scratch: (op) =>
        op.primitive === 'scan'
          ? scanScratch(op, lifted.program, bodies.get(indices.get(op)!)!).bytes
          : kernelOf(op as Op<Exclude<Primitive, Unkernelled>>, lifted.program).scratch,
    }),
  };
};
