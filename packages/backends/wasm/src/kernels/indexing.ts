import { sizeOf } from '@neurite/contract';
import {
  add,
  countedLoop,
  f32,
  f32x4,
  i32,
  type Local,
  sequence,
  type Statement,
  v128,
  when,
} from '../encoder/index.js';
import { addresses, type KernelOf, wordBytes } from './kernel.js';
import { clear, copyRun, fillRun } from './loops.js';
import { around } from './space.js';

/** x's rows of `inner` elements by index; out of range gives NaN, or 0 where there is no NaN. */
export const gather: KernelOf<'gather'> = ({ axis }, [x, indices]) => ({
  scratch: 0,
  define: ({ module }) =>
    module.function({ parameters: addresses(3) }, (body) => {
      const [outer, extent, inner] = around(x!.shape, axis);
      const count = sizeOf(indices!.shape);
      if (inner === 0) return sequence();
      const [source, places, to] = [0, 1, 2].map((i) => body.parameter('i32', i)) as Local<'i32'>[];
      const [index, from, missing] = [body.local('i32'), body.local('i32'), body.local('v128')];
      const row = sequence(
        index.set(i32.load(from.get)),
        when(
          i32.ltU(index.get, i32.constant(extent)),
          sequence(
            index.set(i32.add(source!.get, i32.mul(index.get, i32.constant(inner * wordBytes)))),
            copyRun(body, index, to!, inner),
          ),
          fillRun(body, to!, inner, missing),
        ),
        add(to!, inner * wordBytes),
        add(from, wordBytes),
      );
      return sequence(
        missing.set(f32x4.constant(x!.dtype === 'float32' ? NaN : 0)),
        countedLoop(body, 0, outer, 1, () =>
          sequence(
            from.set(places!.get),
            countedLoop(body, 0, count, 1, () => row),
            add(source!, extent * inner * wordBytes),
          ),
        ),
      );
    }),
});

/** Adds rows of `inner` elements to where their index says, in order; out of range is dropped. */
export const scatterAdd: KernelOf<'scatter_add'> = ({ axis, size }, [indices, updates], [y]) => ({
  scratch: 0,
  define: ({ module }) =>
    module.function({ parameters: addresses(3) }, (body) => {
      const [outer, , inner] = around(y!.shape, axis);
      const count = sizeOf(indices!.shape);
      const [places, source, target] = [0, 1, 2].map((i) => body.parameter('i32', i)) as Local<'i32'>[];
      const [index, from] = [body.local('i32'), body.local('i32')];
      const isFloat = updates!.dtype === 'float32';
      const vectors = Math.floor(inner / 4);
      const addWord = (at: Local<'i32'>): Statement => {
        const [to, by] = [i32.add(index.get, at.get), i32.add(source!.get, at.get)];
        return isFloat
          ? f32.store(to, f32.add(f32.load(to), f32.load(by)))
          : i32.store(to, i32.add(i32.load(to), i32.load(by)));
      };
      const addRow = sequence(
        isFloat
          ? countedLoop(body, 0, 16 * vectors, 16, (at) => {
              const to = i32.add(index.get, at.get);
              return v128.store(to, f32x4.add(v128.load(to), v128.load(i32.add(source!.get, at.get))));
            })
          : sequence(),
        countedLoop(body, isFloat ? 16 * vectors : 0, inner * wordBytes, wordBytes, addWord),
      );
      const row = sequence(
        index.set(i32.load(from.get)),
        when(
          i32.ltU(index.get, i32.constant(size)),
          sequence(
            index.set(i32.add(target!.get, i32.mul(index.get, i32.constant(inner * wordBytes)))),
            addRow,
          ),
        ),
        add(source!, inner * wordBytes),
        add(from, wordBytes),
      );
      return sequence(
        clear(target!, sizeOf(y!.shape)),
        countedLoop(body, 0, outer, 1, () =>
          sequence(
            from.set(places!.get),
            countedLoop(body, 0, count, 1, () => row),
            add(target!, size * inner * wordBytes),
          ),
        ),
      );
    }),
});
