import { sizeOf, type TensorType } from '@neurite/contract';
import {
  add,
  type Body,
  countedLoop,
  f32,
  f64,
  i32,
  type I32,
  type Local,
  sequence,
  type Statement,
  when,
  whileLoop,
} from '../encoder/index.js';
import { addresses, type KernelOf, wordBytes } from './kernel.js';
import { nest } from './loops.js';
import { around } from './space.js';

/** Whether the element at `a` comes before the one at `b`: greater, or NaN where the other is not; equals keep their order. */
const beats = (dtype: TensorType['dtype'], a: I32, b: I32): I32 => {
  if (dtype === 'int32') return i32.gtS(i32.load(a), i32.load(b));
  const [x, y] = [f32.load(a), f32.load(b)];
  return i32.or(f32.gt(x, y), i32.and(f32.ne(x, x), f32.eq(y, y)));
};

const bytes = (count: number): I32 => i32.constant(count * wordBytes);

export const argmax: KernelOf<'argmax'> = ({ axis }, [x]) => ({
  scratch: 0,
  define: ({ module }) =>
    module.function({ parameters: addresses(2) }, (body) => {
      const [outer, extent, inner] = around(x!.shape, axis);
      const [from, to] = [body.parameter('i32', 0), body.parameter('i32', 1)];
      const [at, best, index] = [body.local('i32'), body.local('i32'), body.local('i32')];
      const search = sequence(
        at.set(from.get),
        best.set(from.get),
        index.set(i32.constant(0)),
        countedLoop(body, 1, extent, 1, (i) =>
          sequence(
            add(at, inner * wordBytes),
            when(beats(x!.dtype, at.get, best.get), sequence(best.set(at.get), index.set(i.get))),
          ),
        ),
        i32.store(to.get, index.get),
      );
      const cursors = [
        { pointer: from, strides: [extent * inner, 1] },
        { pointer: to, strides: [inner, 1] },
      ];
      return nest(body, [outer, inner], cursors, () => search);
    }),
});

export const cumsum: KernelOf<'cumsum'> = ({ axis, reverse, exclusive }, [x]) => ({
  scratch: 0,
  define: ({ module }) =>
    module.function({ parameters: addresses(2) }, (body) => {
      const [outer, extent, inner] = around(x!.shape, axis);
      const [from, to] = [body.parameter('i32', 0), body.parameter('i32', 1)];
      const step = (reverse ? -inner : inner) * wordBytes;
      const first = reverse ? (extent - 1) * inner * wordBytes : 0;
      const [source, target] = [body.local('i32'), body.local('i32')];
      const [whole, exact] = [body.local('i32'), body.local('f64')];
      const isFloat = x!.dtype === 'float32';
      // In float64: the last of many sums is as exact as the first.
      const store = isFloat ? f32.store(target.get, f32.demote(exact.get)) : i32.store(target.get, whole.get);
      const take = isFloat
        ? exact.set(f64.add(exact.get, f64.promote(f32.load(source.get))))
        : whole.set(i32.add(whole.get, i32.load(source.get)));
      const turn = exclusive ? [store, take] : [take, store];
      const run = sequence(
        source.set(i32.add(from.get, i32.constant(first))),
        target.set(i32.add(to.get, i32.constant(first))),
        whole.set(i32.constant(0)),
        exact.set(f64.constant(0)),
        countedLoop(body, 0, extent, 1, () => sequence(...turn, add(source, step), add(target, step))),
      );
      const strides = [extent * inner, 1];
      return nest(
        body,
        [outer, inner],
        [from, to].map((pointer) => ({ pointer, strides })),
        () => run,
      );
    }),
});

/**
 * Keeps the best so far sorted, and inserts from the left: linear in the row for rows that are not sorted the wrong way round,
 * and never more than k moves for an element.
 */
export const topK: KernelOf<'top_k'> = ({ k }, [x]) => ({
  scratch: 0,
  define: ({ module }) =>
    module.function({ parameters: addresses(3) }, (body) => {
      const extent = x!.shape.at(-1)!;
      if (k === 0 || sizeOf(x!.shape) === 0) return sequence();
      const [from, values, indices] = [0, 1, 2].map((i) => body.parameter('i32', i)) as [
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
      ];
      const rows = sizeOf(x!.shape) / extent;
      return nest(
        body,
        [rows],
        [
          { pointer: from, strides: [extent] },
          { pointer: values, strides: [k] },
          { pointer: indices, strides: [k] },
        ],
        () => row(body, x!.dtype, extent, k, from, values, indices),
      );
    }),
});

const row = (
  body: Body,
  dtype: TensorType['dtype'],
  extent: number,
  k: number,
  from: Local<'i32'>,
  values: Local<'i32'>,
  indices: Local<'i32'>,
): Statement => {
  const [element, slot, count] = [body.local('i32'), body.local('i32'), body.local('i32')];
  const at = (base: Local<'i32'>, offset: I32): I32 => i32.add(base.get, offset);
  const before = i32.sub(slot.get, bytes(1));
  // Fast refusal: a full list whose last element is not beaten.
  const isRefused = i32.and(
    i32.eq(count.get, bytes(k)),
    i32.eqz(beats(dtype, element.get, i32.add(values.get, bytes(k - 1)))),
  );
  // Both operands of `and` are evaluated, so the element before slot 0 must not be looked at.
  const goesBefore = beats(dtype, element.get, at(values, before));
  const moves = body.local('i32');
  const insert = (i: Local<'i32'>): Statement =>
    sequence(
      when(
        i32.ltS(count.get, bytes(k)),
        sequence(slot.set(count.get), add(count, wordBytes)),
        slot.set(bytes(k - 1)),
      ),
      moves.set(i32.gtS(slot.get, i32.constant(0))),
      when(moves.get, moves.set(goesBefore)),
      whileLoop(
        moves.get,
        sequence(
          i32.store(at(values, slot.get), i32.load(at(values, before))),
          i32.store(at(indices, slot.get), i32.load(at(indices, before))),
          slot.set(before),
          moves.set(i32.gtS(slot.get, i32.constant(0))),
          when(moves.get, moves.set(goesBefore)),
        ),
      ),
      i32.store(at(values, slot.get), i32.load(element.get)),
      i32.store(at(indices, slot.get), i.get),
    );
  return sequence(
    count.set(i32.constant(0)),
    countedLoop(body, 0, extent, 1, (i) =>
      sequence(element.set(i32.add(from.get, i32.mul(i.get, bytes(1)))), when(i32.eqz(isRefused), insert(i))),
    ),
  );
};
