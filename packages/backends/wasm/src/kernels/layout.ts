import { sizeOf, type Shape } from '@neurite/contract';
import { type Body, i32, sequence, type Statement, v128 } from '../encoder/index.js';
import { addresses, type Kernel, type KernelOf } from './kernel.js';
import { copyRun, fillRun, nest, pointerAt } from './loops.js';
import { broadcastStrides, coalesce, stridesOf } from './space.js';
import { isTransposition, transposeTiles } from './transpose-tiles.js';

/** Part of a tensor: from which element on, and how far neighbours along each axis are. */
export interface Part {
  readonly offset: number;
  readonly strides: readonly number[];
}

/** Copies `extents` elements from parameter `from` to parameter `to`. */
export const copyPart = (
  body: Body,
  extents: Shape,
  from: Part & { readonly parameter: number },
  to: Part & { readonly parameter: number },
): Statement => {
  if (sizeOf(extents) === 0) return sequence();
  const space = coalesce({ extents, strides: [from.strides, to.strides] });
  const source = pointerAt(body, body.parameter('i32', from.parameter), from.offset);
  const target = pointerAt(body, body.parameter('i32', to.parameter), to.offset);
  const rank = space.extents.length;
  const [sourceStrides, targetStrides] = space.strides as [readonly number[], readonly number[]];
  const cursors = [
    { pointer: source.pointer, strides: sourceStrides },
    { pointer: target.pointer, strides: targetStrides },
  ];
  const start = sequence(source.start, target.start);
  if (isTransposition(space))
    return sequence(start, transposeTiles(body, space, source.pointer, target.pointer));
  const outer = space.extents.slice(0, -1);
  const run = space.extents[rank - 1] ?? 1;
  const [fromStep, toStep] = [sourceStrides[rank - 1] ?? 1, targetStrides[rank - 1] ?? 1];
  if (toStep === 1 && fromStep === 1)
    return sequence(
      start,
      nest(body, outer, cursors, () => copyRun(body, source.pointer, target.pointer, run)),
    );
  if (toStep === 1 && fromStep === 0 && run >= 4) {
    const value = body.local('v128');
    const fill = () =>
      sequence(value.set(v128.loadSplat32(source.pointer.get)), fillRun(body, target.pointer, run, value));
    return sequence(start, nest(body, outer, cursors, fill));
  }
  const word = () => i32.store(target.pointer.get, i32.load(source.pointer.get));
  return sequence(start, nest(body, space.extents, cursors, word));
};

/** A kernel of one input that is a copy between two layouts. */
const moved = (extents: Shape, from: Part): Kernel => ({
  scratch: 0,
  define: ({ module }) =>
    module.function({ parameters: addresses(2) }, (body) =>
      copyPart(
        body,
        extents,
        { ...from, parameter: 0 },
        { offset: 0, strides: stridesOf(extents), parameter: 1 },
      ),
    ),
});

/** For what the planner should have made a view, but could not. */
export const copied: KernelOf<'reshape' | 'stop_gradient'> = (_, [x]) =>
  moved([sizeOf(x!.shape)], { offset: 0, strides: [1] });

export const transpose: KernelOf<'transpose'> = ({ permutation }, [x], [y]) => {
  const strides = stridesOf(x!.shape);
  return moved(y!.shape, { offset: 0, strides: permutation.map((axis) => strides[axis]!) });
};

export const broadcast: KernelOf<'broadcast'> = ({ shape }, [x]) =>
  moved(shape, { offset: 0, strides: broadcastStrides(x!.shape) });

export const slice: KernelOf<'slice'> = ({ start, size, stride }, [x]) => {
  const strides = stridesOf(x!.shape);
  return moved(size, {
    offset: start.reduce((sum, first, axis) => sum + first * strides[axis]!, 0),
    strides: strides.map((step, axis) => step * stride[axis]!),
  });
};

export const reverse: KernelOf<'reverse'> = ({ axes }, [x]) => {
  const strides = stridesOf(x!.shape);
  return moved(x!.shape, {
    offset: axes.reduce((sum, axis) => sum + (x!.shape[axis]! - 1) * strides[axis]!, 0),
    strides: strides.map((stride, axis) => (axes.includes(axis) ? -stride : stride)),
  });
};

export const concat: KernelOf<'concat'> = ({ axis }, inputs, [y]) => ({
  scratch: 0,
  define: ({ module }) =>
    module.function({ parameters: addresses(inputs.length + 1) }, (body) => {
      const strides = stridesOf(y!.shape);
      let before = 0;
      return sequence(
        ...inputs.map(({ shape }, parameter) => {
          const offset = before * strides[axis]!;
          before += shape[axis]!;
          const from = { offset: 0, strides: stridesOf(shape), parameter };
          return copyPart(body, shape, from, { offset, strides, parameter: inputs.length });
        }),
      );
    }),
});

export const pad: KernelOf<'pad'> = ({ low, interior }, [x], [y]) => {
  const steps = interior.map((gap) => gap + 1);
  const strides = stridesOf(x!.shape);
  const places = stridesOf(y!.shape);
  // The elements along each axis that are not cropped: those whose place low + i·step is inside.
  const first = low.map((before, axis) => Math.max(0, Math.ceil(-before / steps[axis]!)));
  const kept = first.map((start, axis) => {
    const end = Math.min(x!.shape[axis]!, Math.ceil((y!.shape[axis]! - low[axis]!) / steps[axis]!));
    return Math.max(0, end - start);
  });
  const isCovered = sizeOf(kept) === sizeOf(y!.shape);
  const offset = (starts: Shape, of: readonly number[]) =>
    starts.reduce((sum, start, axis) => sum + start * of[axis]!, 0);
  return {
    scratch: 0,
    define: ({ module }) =>
      module.function({ parameters: addresses(3) }, (body) => {
        const value = body.local('v128');
        const fill = sequence(
          value.set(v128.loadSplat32(body.parameter('i32', 1).get)),
          fillRun(body, body.parameter('i32', 2), sizeOf(y!.shape), value),
        );
        const copy = copyPart(
          body,
          kept,
          { offset: offset(first, strides), strides, parameter: 0 },
          {
            offset: offset(
              first.map((start, axis) => low[axis]! + start * steps[axis]!),
              places,
            ),
            strides: places.map((stride, axis) => stride * steps[axis]!),
            parameter: 2,
          },
        );
        return sequence(...(isCovered ? [] : [fill]), copy);
      }),
  };
};
