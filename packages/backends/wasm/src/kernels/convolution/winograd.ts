import { type Convolution, type Shape, sizeOf } from '@neurite/contract';
import {
  add,
  type Body,
  countedLoop,
  i32,
  type I32,
  type Local,
  sequence,
  type Statement,
  v128,
} from '../../encoder/index.js';
import { addresses, type Kernel, type KernelOf, wordBytes } from '../kernel.js';
import { clear } from '../loops.js';
import { multiplication } from '../multiply/index.js';
import { ofInput, ofKernel, ofKernelGradient, ofResult, ofResultGradient } from './winograd-transforms.js';
import {
  blocks,
  dense,
  panels,
  readTiles,
  stripBytes,
  type Tiling,
  transformSquare,
  writeTiles,
} from './winograd-tiles.js';

/** A tile has 4 × 4 elements: that many products of matrices. */
const elements = 16;

/** Bytes of transformed tiles that are worked on at a time; they should stay in the second cache. */
const chunkBytes = 1 << 19;

interface Geometry {
  /** Tiles of x, and of the result; both have the same number of them. */
  readonly input: Tiling;
  readonly result: Tiling;
  readonly channels: number;
  readonly filters: number;
  /** Rows of tiles at a time, how often, and what is left over. */
  readonly chunk: number;
  readonly chunks: number;
  readonly rest: number;
}

/** Whether Winograd's tiles apply and pay: 3 × 3 windows that move by one, vectors of channels, more than a few places. */
export const isWinograd = (x: Shape, kernel: Shape, result: Shape, convolution: Convolution): boolean =>
  x.length === 4 &&
  [kernel[0], kernel[1]].every((extent) => extent === 3) &&
  [...convolution.strides, ...convolution.dilation, convolution.groups].every((n) => n === 1) &&
  [x[3]!, kernel[3]!].every((n) => n % 8 === 0) &&
  sizeOf(result.slice(0, 3)) >= 64 &&
  result[1]! >= 4 &&
  result[2]! >= 4;

const geometryOf = (x: Shape, result: Shape, { padding }: Convolution): Geometry => {
  const [rows, columns] = [Math.ceil(result[1]! / 2), Math.ceil(result[2]! / 2)];
  const [channels, filters] = [x[3]!, result[3]!];
  const rowBytes = columns * elements * (channels + filters) * wordBytes;
  const all = x[0]! * rows;
  const chunk = Math.max(1, Math.min(all, Math.floor(chunkBytes / rowBytes)));
  return {
    input: { image: x, before: [padding[0]![0], padding[1]![0]], rows, columns },
    result: { image: result, before: [0, 0], rows, columns },
    channels,
    filters,
    chunk,
    chunks: Math.floor(all / chunk),
    rest: all % chunk,
  };
};

/** Emits `run` for each chunk of rows of tiles. */
const eachChunk = (
  body: Body,
  { chunk, chunks, rest }: Geometry,
  run: (count: number, first: Local<'i32'>) => Statement,
): Statement => {
  const first = body.local('i32');
  return sequence(
    first.set(i32.constant(0)),
    countedLoop(body, 0, chunks, 1, () => sequence(run(chunk, first), add(first, chunk))),
    rest === 0 ? sequence() : run(rest, first),
  );
};

/** Consecutive parts of the scratch. */
const partsOf = (
  ...sizes: readonly number[]
): { readonly offsets: readonly number[]; readonly bytes: number } => {
  let bytes = 0;
  const offsets = sizes.map((size) => {
    const at = bytes;
    bytes += Math.ceil(size / 64) * 64;
    return at;
  });
  return { offsets, bytes };
};

const past = (base: Local<'i32'>, bytes: number): I32 => i32.add(base.get, i32.constant(bytes));

/** Addresses that move from one of the 16 products to the next. */
const eachElement = (
  body: Body,
  starts: readonly I32[],
  steps: readonly number[],
  run: (...at: readonly I32[]) => Statement,
): Statement => {
  const pointers = starts.map(() => body.local('i32'));
  return sequence(
    ...pointers.map((pointer, i) => pointer.set(starts[i]!)),
    countedLoop(body, 0, elements, 1, () =>
      sequence(
        run(...pointers.map((pointer) => pointer.get)),
        ...pointers.map((pointer, i) => add(pointer, steps[i]!)),
      ),
    ),
  );
};

/** Maps [from², count] vectors at one address to [to², count] at another. */
const transformKernels = (
  body: Body,
  side: typeof ofKernel,
  [fromExtent, toExtent]: readonly [number, number],
  count: number,
  from: Local<'i32'>,
  to: I32,
): Statement => {
  const [source, target] = [body.local('i32'), body.local('i32')];
  const bytes = count * wordBytes;
  return sequence(
    source.set(from.get),
    target.set(to),
    countedLoop(body, 0, count, 4, () =>
      sequence(
        transformSquare(
          body,
          side,
          fromExtent,
          (i, j) => v128.load(source.get, (fromExtent * i + j) * bytes),
          (i, j, value) => v128.store(target.get, value, (toExtent * i + j) * bytes),
        ),
        add(source, 16),
        add(target, 16),
      ),
    ),
  );
};

export const winogradConv: KernelOf<'conv'> = (convolution, [x], [y]): Kernel => {
  const geometry = geometryOf(x!.shape, y!.shape, convolution);
  const { channels, filters, input, result } = geometry;
  const tilesIn = (count: number) => count * input.columns;
  const product = (count: number) =>
    multiplication({
      rows: tilesIn(count),
      inner: channels,
      columns: filters,
      a: { rowStride: channels, columnStride: 1 },
      b: { rowStride: filters, columnStride: 1 },
      c: filters,
      accumulate: false,
    });
  const tiles = tilesIn(geometry.chunk);
  const kernelBytes = channels * filters * wordBytes;
  const packed = product(geometry.chunk).rightBytes;
  const { offsets, bytes } = partsOf(
    elements * kernelBytes,
    elements * packed,
    elements * tiles * channels * wordBytes,
    elements * tiles * filters * wordBytes,
    stripBytes(input, 4),
  );
  return {
    scratch: bytes,
    define: (unit) =>
      unit.module.function({ parameters: addresses(3) }, (body) => {
        const [from, weights, to, scratch] = [0, 1, 2, 3].map((i) => body.parameter('i32', i)) as [
          Local<'i32'>,
          Local<'i32'>,
          Local<'i32'>,
          Local<'i32'>,
        ];
        const [kernels, arranged, tilesAt, products, strip] = offsets.map((offset) =>
          past(scratch, offset),
        ) as [I32, I32, I32, I32, I32];
        return sequence(
          transformKernels(body, ofKernel, [3, 4], channels * filters, weights, kernels),
          eachElement(body, [kernels, arranged], [kernelBytes, packed], (b, at) =>
            product(geometry.chunk).prepare(unit, b!, at!),
          ),
          eachChunk(body, geometry, (count, first) => {
            const [read, written] = [dense(tilesIn(count), channels), dense(tilesIn(count), filters)];
            return sequence(
              readTiles(unit, input, 4, ofInput, read, count).run(from.get, tilesAt, strip, first.get),
              eachElement(
                body,
                [tilesAt, kernels, arranged, products],
                [read.element, kernelBytes, packed, written.element],
                (a, b, at, c) => product(count).run(unit, { a: a!, b: b!, packed: at!, c: c!, work: strip }),
              ),
              writeTiles(unit, result, ofResult, written, count).run(products, to.get, first.get),
            );
          }),
        );
      }),
  };
};

/** The sum over tiles of input times gradient, element by element, mapped back to 3 × 3. */
export const winogradConvKernel: KernelOf<'conv_kernel'> = (attributes, [x, gradient]): Kernel => {
  const geometry = geometryOf(x!.shape, gradient!.shape, attributes);
  const { channels, filters, input, result } = geometry;
  const tilesIn = (count: number) => count * input.columns;
  const product = (count: number) =>
    multiplication({
      rows: channels,
      inner: tilesIn(count),
      columns: filters,
      a: 'blocks',
      b: 'panels',
      c: filters,
      accumulate: true,
    });
  const tiles = tilesIn(geometry.chunk);
  const kernelBytes = channels * filters * wordBytes;
  const { offsets, bytes } = partsOf(
    elements * kernelBytes,
    elements * tiles * channels * wordBytes,
    elements * tiles * filters * wordBytes,
    Math.max(stripBytes(input, 4), stripBytes(result, 2)),
  );
  return {
    scratch: bytes,
    define: (unit) =>
      unit.module.function({ parameters: addresses(3) }, (body) => {
        const [from, gradients, to, scratch] = [0, 1, 2, 3].map((i) => body.parameter('i32', i)) as [
          Local<'i32'>,
          Local<'i32'>,
          Local<'i32'>,
          Local<'i32'>,
        ];
        const [sums, left, right, strip] = offsets.map((offset) => past(scratch, offset)) as [
          I32,
          I32,
          I32,
          I32,
        ];
        const sumsAt = body.local('i32');
        return sequence(
          sumsAt.set(sums),
          clear(sumsAt, elements * channels * filters),
          eachChunk(body, geometry, (count, first) => {
            const [a, b] = [blocks(tilesIn(count), channels), panels(tilesIn(count), filters)];
            return sequence(
              readTiles(unit, input, 4, ofInput, a, count).run(from.get, left, strip, first.get),
              readTiles(unit, result, 2, ofResultGradient, b, count).run(
                gradients.get,
                right,
                strip,
                first.get,
              ),
              eachElement(body, [left, right, sums], [a.element, b.element, kernelBytes], (l, r, c) =>
                product(count).run(unit, { a: l!, b: r!, packed: r!, c: c!, work: strip }),
              ),
            );
          }),
          transformKernels(body, ofKernelGradient, [4, 3], channels * filters, sumsAt, to.get),
        );
      }),
  };
};
