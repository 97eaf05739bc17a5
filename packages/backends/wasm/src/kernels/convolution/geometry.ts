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
} from '../../encoder/index.js';
import { wordBytes } from '../kernel.js';
import { type Columns, placesIn, rowLength } from './columns.js';

/** What the three convolutions share: shapes of x, kernel and result, cut into groups and chunks. */
export interface Geometry {
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

export const geometryOf = (x: Shape, kernel: Shape, result: Shape, convolution: Convolution): Geometry => {
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
export const columnBytes = ({ columns, chunk }: Geometry): number =>
  placesIn(columns, chunk) * rowLength(columns) * wordBytes;

/** Emits `run` for each chunk of places of an example: `count` first coordinates from `first` on; `resultAt` moves along. */
export const eachChunk = (
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
export const examplePointers = (
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

export const groupsOf = (
  body: Body,
  { groups }: Geometry,
  run: (group: Local<'i32'>) => Statement,
): Statement => countedLoop(body, 0, groups, 1, run);

/** The address of a group's part of a tensor whose last axis has `each` elements for every group. */
export const at = (base: Local<'i32'>, group: Local<'i32'>, each: number): I32 =>
  i32.add(base.get, i32.mul(group.get, i32.constant(each * wordBytes)));
export const past = (base: Local<'i32'>, bytes: number) => i32.add(base.get, i32.constant(bytes));
