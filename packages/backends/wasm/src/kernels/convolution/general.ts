import { sizeOf } from '@neurite/contract';
import { type Body, type Local, sequence } from '../../encoder/index.js';
import { addresses, type Kernel, type KernelOf } from '../kernel.js';
import { clear } from '../loops.js';
import { multiplication } from '../multiply/index.js';
import { gatherColumns, placesIn, rowLength, scatterColumns } from './columns.js';
import { at, columnBytes, eachChunk, examplePointers, geometryOf, groupsOf, past } from './geometry.js';

const parameters = (body: Body): readonly [Local<'i32'>, Local<'i32'>, Local<'i32'>, Local<'i32'>] =>
  [0, 1, 2, 3].map((i) => body.parameter('i32', i)) as never;

/** Gathers windows into rows and multiplies them by the kernel, which is a matrix as it lies. */
export const generalConv: KernelOf<'conv'> = (convolution, [x, kernel], [y]): Kernel => {
  const geometry = geometryOf(x!.shape, kernel!.shape, y!.shape, convolution);
  const { columns, filters, allFilters } = geometry;
  const inner = rowLength(columns);
  const product = (count: number) =>
    multiplication({
      rows: placesIn(columns, count),
      inner,
      columns: filters,
      a: { rowStride: inner, columnStride: 1 },
      b: { rowStride: allFilters, columnStride: 1 },
      c: allFilters,
      accumulate: false,
    });
  const packed = product(geometry.chunk).rightBytes;
  return {
    scratch: packed + columnBytes(geometry),
    define: (unit) =>
      unit.module.function({ parameters: addresses(3) }, (body) => {
        const [from, weights, to, scratch] = parameters(body);
        const rows = past(scratch, packed);
        return groupsOf(body, geometry, (group) => {
          const b = at(weights, group, filters);
          const chunk = (xAt: Local<'i32'>, resultAt: Local<'i32'>) =>
            eachChunk(body, geometry, resultAt, (count, first) =>
              sequence(
                gatherColumns(unit, columns, count).run(xAt.get, rows, first.get),
                product(count).run(unit, { a: rows, b, packed: scratch.get, c: resultAt.get, work: rows }),
              ),
            );
          return sequence(
            // Chunks of either size rearrange the kernel alike, unless one has too few rows to ask for it.
            product(geometry.chunk).prepare(unit, b, scratch.get),
            examplePointers(body, geometry, from, to, group, chunk),
          );
        });
      }),
  };
};

/** Multiplies the gradient by the transposed kernel, and adds the rows back to the windows that they came from. */
export const generalConvInput: KernelOf<'conv_input'> = (attributes, [gradient, kernel]): Kernel => {
  const geometry = geometryOf(attributes.shape, kernel!.shape, gradient!.shape, attributes);
  const { columns, filters, allFilters } = geometry;
  const length = rowLength(columns);
  const product = (count: number) =>
    multiplication({
      rows: placesIn(columns, count),
      inner: filters,
      columns: length,
      a: { rowStride: allFilters, columnStride: 1 },
      b: { rowStride: 1, columnStride: allFilters },
      c: length,
      accumulate: false,
    });
  const packed = product(geometry.chunk).rightBytes;
  return {
    scratch: packed + columnBytes(geometry),
    define: (unit) =>
      unit.module.function({ parameters: addresses(3) }, (body) => {
        const [from, weights, to, scratch] = parameters(body);
        const rows = past(scratch, packed);
        return sequence(
          clear(to, sizeOf(attributes.shape)),
          groupsOf(body, geometry, (group) => {
            const b = at(weights, group, filters);
            const chunk = (xAt: Local<'i32'>, gradientAt: Local<'i32'>) =>
              eachChunk(body, geometry, gradientAt, (count, first) =>
                sequence(
                  product(count).run(unit, {
                    a: gradientAt.get,
                    b,
                    packed: scratch.get,
                    c: rows,
                    work: rows,
                  }),
                  scatterColumns(unit, columns, count).run(rows, xAt.get, first.get),
                ),
              );
            return sequence(
              product(geometry.chunk).prepare(unit, b, scratch.get),
              examplePointers(body, geometry, to, from, group, chunk),
            );
          }),
        );
      }),
  };
};

/** Gathers windows into rows again; their transpose times the gradient is the gradient of the kernel, summed over examples. */
export const generalConvKernel: KernelOf<'conv_kernel'> = (attributes, [x, gradient]): Kernel => {
  const geometry = geometryOf(x!.shape, attributes.shape, gradient!.shape, attributes);
  const { columns, filters, allFilters } = geometry;
  const length = rowLength(columns);
  const product = (count: number) =>
    multiplication({
      rows: length,
      inner: placesIn(columns, count),
      columns: filters,
      a: { rowStride: 1, columnStride: length },
      b: { rowStride: allFilters, columnStride: 1 },
      c: allFilters,
      accumulate: true,
    });
  const largest = product(geometry.chunk);
  const [packed, own] = [largest.rightBytes, largest.leftBytes];
  return {
    scratch: packed + own + columnBytes(geometry),
    define: (unit) =>
      unit.module.function({ parameters: addresses(3) }, (body) => {
        const [from, gradients, to, scratch] = parameters(body);
        const [work, rows] = [past(scratch, packed), past(scratch, packed + own)];
        return sequence(
          clear(to, sizeOf(attributes.shape)),
          groupsOf(body, geometry, (group) =>
            examplePointers(body, geometry, from, gradients, group, (xAt, gradientAt) =>
              eachChunk(body, geometry, gradientAt, (count, first) =>
                sequence(
                  gatherColumns(unit, columns, count).run(xAt.get, rows, first.get),
                  product(count).prepare(unit, gradientAt.get, scratch.get),
                  product(count).run(unit, {
                    a: rows,
                    b: gradientAt.get,
                    packed: scratch.get,
                    c: at(to, group, filters),
                    work,
                  }),
                ),
              ),
            ),
          ),
        );
      }),
  };
};
