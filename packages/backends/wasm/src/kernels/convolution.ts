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
} from '../encoder/index.js';
import type { Library } from '../math/index.js';
import { type Columns, gatherColumns, placesIn, rowLength, scatterColumns } from './columns.js';
import { addresses, type Kernel, type KernelOf, wordBytes } from './kernel.js';
import { clear } from './loops.js';
import { multiplier, multiplierScratch, packedBytes, packer, type Product } from './multiply.js';

/** What the three convolutions share: shapes of x, kernel and result, cut into groups and chunks. */
interface Geometry {
  readonly columns: Columns;
  readonly batch: number;
  readonly groups: number;
  /** Filters of one group, and of all. */
  readonly filters: number;
  readonly allFilters: number;
  /** Elements of one example of x and of the result. */
  readonly exampleSize: number;
  readonly resultSize: number;
  /** First coordinates of places that are taken at a time, and how often; then what is left over. */
  readonly chunk: number;
  readonly chunks: number;
  readonly rest: number;
}

/** Columns of about this many bytes at a time: they are written and read at once, so they should stay in the second cache. */
const chunkBytes = 1 << 18;

const geometryOf = (x: Shape, kernel: Shape, result: Shape, convolution: Convolution): Geometry => {
  const { groups } = convolution;
  const columns = {
    example: x.slice(1),
    size: kernel.slice(0, -2),
    channels: kernel.at(-2)!,
    places: result.slice(1, -1),
    convolution: {
      strides: convolution.strides,
      padding: convolution.padding,
      dilation: convolution.dilation,
    },
  };
  const [first] = columns.places as unknown as readonly [number];
  const bytes = placesIn(columns, 1) * rowLength(columns) * wordBytes;
  const chunk = Math.max(1, Math.min(first, Math.floor(chunkBytes / Math.max(1, bytes))));
  return {
    columns,
    batch: x[0]!,
    groups,
    filters: kernel.at(-1)! / groups,
    allFilters: kernel.at(-1)!,
    exampleSize: sizeOf(columns.example),
    resultSize: sizeOf(result.slice(1)),
    chunk,
    chunks: Math.floor(first / chunk),
    rest: first % chunk,
  };
};

/** Bytes of the largest chunk of columns. */
const columnBytes = ({ columns, chunk }: Geometry): number =>
  placesIn(columns, chunk) * rowLength(columns) * wordBytes;

/** Emits `run` for each chunk of places of an example: `count` first coordinates from `first` on; `resultAt` moves along. */
const eachChunk = (
  body: Body,
  geometry: Geometry,
  resultAt: Local<'i32'>,
  run: (count: number, first: Local<'i32'>) => Statement,
): Statement => {
  const { columns, chunk, chunks, rest, allFilters } = geometry;
  const first = body.local('i32');
  const step = (count: number): Statement =>
    sequence(
      run(count, first),
      add(first, count),
      add(resultAt, placesIn(columns, count) * allFilters * wordBytes),
    );
  return sequence(
    first.set(i32.constant(0)),
    countedLoop(body, 0, chunks, 1, () => step(chunk)),
    rest === 0 ? sequence() : step(rest),
  );
};

/** A pointer into a tensor at one example, for one group. */
const examplePointers = (
  body: Body,
  geometry: Geometry,
  x: Local<'i32'>,
  result: Local<'i32'>,
  group: Local<'i32'>,
  inner: (xAt: Local<'i32'>, resultAt: Local<'i32'>) => Statement,
): Statement => {
  const { batch, exampleSize, resultSize, filters, columns } = geometry;
  const [xAt, resultAt] = [body.local('i32'), body.local('i32')];
  const place = (i: Local<'i32'>) =>
    sequence(
      xAt.set(i32.add(at(x, group, columns.channels), i32.mul(i.get, i32.constant(exampleSize * wordBytes)))),
      resultAt.set(i32.add(at(result, group, filters), i32.mul(i.get, i32.constant(resultSize * wordBytes)))),
    );
  return countedLoop(body, 0, batch, 1, (i) => sequence(place(i), inner(xAt, resultAt)));
};

const groupsOf = (body: Body, { groups }: Geometry, run: (group: Local<'i32'>) => Statement): Statement =>
  countedLoop(body, 0, groups, 1, run);

/** The address of a group's part of a tensor whose last axis has `each` elements for every group. */
const at = (base: Local<'i32'>, group: Local<'i32'>, each: number): I32 =>
  i32.add(base.get, i32.mul(group.get, i32.constant(each * wordBytes)));
const past = (base: Local<'i32'>, bytes: number) => i32.add(base.get, i32.constant(bytes));

const parameters = (body: Body): readonly [Local<'i32'>, Local<'i32'>, Local<'i32'>, Local<'i32'>] =>
  [0, 1, 2, 3].map((i) => body.parameter('i32', i)) as never;

/** Gathers windows into rows and multiplies them by the kernel, which is a matrix as it lies. */
export const conv: KernelOf<'conv'> = (convolution, [x, kernel], [y]): Kernel => {
  const geometry = geometryOf(x!.shape, kernel!.shape, y!.shape, convolution);
  const { columns, filters, allFilters } = geometry;
  const inner = rowLength(columns);
  const product = (rows: number): Product => ({
    rows,
    inner,
    columns: filters,
    a: { rowStride: inner, columnStride: 1 },
    b: { rowStride: allFilters, columnStride: 1 },
    c: allFilters,
    accumulate: false,
  });
  const packed = packedBytes(product(1));
  return {
    scratch: packed + columnBytes(geometry),
    define: (library) =>
      library.module.function({ parameters: addresses(3) }, (body) => {
        const [from, weights, to, scratch] = parameters(body);
        const rows = past(scratch, packed);
        const chunk = (xAt: Local<'i32'>, resultAt: Local<'i32'>) =>
          eachChunk(body, geometry, resultAt, (count, first) =>
            sequence(
              gatherColumns(library, columns, count).run(xAt.get, rows, first.get),
              multiplier(library, product(placesIn(columns, count))).run(
                rows,
                scratch.get,
                resultAt.get,
                scratch.get,
              ),
            ),
          );
        return groupsOf(body, geometry, (group) =>
          sequence(
            packer(library, product(1)).run(at(weights, group, filters), scratch.get),
            examplePointers(body, geometry, from, to, group, chunk),
          ),
        );
      }),
  };
};

/** Multiplies the gradient by the transposed kernel, and adds the rows back to the windows that they came from. */
export const convInput: KernelOf<'conv_input'> = (attributes, [gradient, kernel]): Kernel => {
  const geometry = geometryOf(attributes.shape, kernel!.shape, gradient!.shape, attributes);
  const { columns, filters, allFilters } = geometry;
  const inner = rowLength(columns);
  const product = (rows: number): Product => ({
    rows,
    inner: filters,
    columns: inner,
    a: { rowStride: allFilters, columnStride: 1 },
    b: { rowStride: 1, columnStride: allFilters },
    c: inner,
    accumulate: false,
  });
  const packed = packedBytes(product(1));
  return {
    scratch: packed + columnBytes(geometry),
    define: (library) =>
      library.module.function({ parameters: addresses(3) }, (body) => {
        const [from, weights, to, scratch] = parameters(body);
        const rows = past(scratch, packed);
        const chunk = (xAt: Local<'i32'>, gradientAt: Local<'i32'>) =>
          eachChunk(body, geometry, gradientAt, (count, first) =>
            sequence(
              multiplier(library, product(placesIn(columns, count))).run(
                gradientAt.get,
                scratch.get,
                rows,
                scratch.get,
              ),
              scatterColumns(library, columns, count).run(rows, xAt.get, first.get),
            ),
          );
        return sequence(
          clear(to, sizeOf(attributes.shape)),
          groupsOf(body, geometry, (group) =>
            sequence(
              packer(library, product(1)).run(at(weights, group, filters), scratch.get),
              examplePointers(body, geometry, to, from, group, chunk),
            ),
          ),
        );
      }),
  };
};

/** Gathers windows into rows again; their transpose times the gradient is the gradient of the kernel, summed over examples. */
export const convKernel: KernelOf<'conv_kernel'> = (attributes, [x, gradient]): Kernel => {
  const geometry = geometryOf(x!.shape, attributes.shape, gradient!.shape, attributes);
  const { columns, filters, allFilters, chunk } = geometry;
  const length = rowLength(columns);
  const product = (inner: number): Product => ({
    rows: length,
    inner,
    columns: filters,
    a: { rowStride: 1, columnStride: length },
    b: { rowStride: allFilters, columnStride: 1 },
    c: allFilters,
    accumulate: true,
  });
  const largest = product(placesIn(columns, chunk));
  const packed = packedBytes(largest);
  const own = multiplierScratch(largest);
  return {
    scratch: packed + own + columnBytes(geometry),
    define: (library: Library) =>
      library.module.function({ parameters: addresses(3) }, (body) => {
        const [from, gradients, to, scratch] = parameters(body);
        const [work, rows] = [past(scratch, packed), past(scratch, packed + own)];
        return sequence(
          clear(to, sizeOf(attributes.shape)),
          groupsOf(body, geometry, (group) =>
            examplePointers(body, geometry, from, gradients, group, (xAt, gradientAt) =>
              eachChunk(body, geometry, gradientAt, (count, first) => {
                const part = product(placesIn(columns, count));
                return sequence(
                  gatherColumns(library, columns, count).run(xAt.get, rows, first.get),
                  packer(library, part).run(gradientAt.get, scratch.get),
                  multiplier(library, part).run(rows, scratch.get, at(to, group, filters), work),
                );
              }),
            ),
          ),
        );
      }),
  };
};
