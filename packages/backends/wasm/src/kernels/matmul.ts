import { type Attributes, type Shape, sizeOf, type TensorType } from '@neurite/contract';
import { countedLoop, i32, type I32, type Local, sequence, type Statement } from '../encoder/index.js';
import { addresses, type Kernel, type KernelOf, wordBytes } from './kernel.js';
import { nest } from './loops.js';
import { multiplication, type Product, type Strided } from './multiply/index.js';
import { broadcastStrides, coalesce } from './space.js';

interface Batched {
  readonly product: Product & { readonly b: Strided };
  /** Batches of matrices, and how far a, b and c move along each of their axes, in elements. */
  readonly extents: Shape;
  readonly strides: readonly (readonly number[])[];
}

const layoutOf = (columns: number, transposed: boolean): Strided =>
  transposed ? { rowStride: 1, columnStride: columns } : { rowStride: columns, columnStride: 1 };

/** A matrix of one row or column lies both ways: dense rows are the better reading. */
const normalised = (layout: Strided, columns: number): Strided =>
  columns === 1 || layout.columnStride === 1 ? { ...layout, columnStride: 1 } : layout;

export const batchedProduct = (
  { transposeA, transposeB }: Attributes['matmul'],
  a: TensorType,
  b: TensorType,
  y: TensorType,
): Batched => {
  const [rows, columns] = y.shape.slice(-2) as [number, number];
  const inner = a.shape.at(transposeA ? -2 : -1)!;
  const heads = [a, b, y].map(({ shape }) => shape.slice(0, -2));
  const sizes = [rows * inner, inner * columns, rows * columns];
  const strides = heads.map((head, i) => broadcastStrides(head).map((stride) => stride * sizes[i]!));
  const space = coalesce({ extents: y.shape.slice(0, -2), strides });
  const layoutA = normalised(layoutOf(a.shape.at(-1)!, transposeA), inner);
  const product = {
    rows,
    inner,
    columns,
    a: layoutA,
    b: layoutOf(b.shape.at(-1)!, transposeB),
    c: columns,
    accumulate: false,
  };
  const [strideA, strideB] = space.strides;
  // One right operand for all: their left operands are one tall matrix.
  const isTall =
    space.extents.length === 1 &&
    strideB![0] === 0 &&
    strideA![0] === rows * layoutA.rowStride &&
    layoutA.columnStride === 1;
  return isTall
    ? { product: { ...product, rows: rows * space.extents[0]! }, extents: [], strides: [[], [], []] }
    : { product, ...space };
};

/** Columns of b that are rearranged at a time: a piece of them (512 rows, see multiply) is half a megabyte of the second cache. */
const columnsAtATime = ({ inner, columns }: Product): number =>
  Math.min(columns, Math.max(8, 8 * Math.floor((1 << 17) / (8 * Math.max(1, Math.min(inner, 512))))));

/** Rearranges some columns of b, multiplies, goes on with the next columns, and then with the next of the batch. */
export const matmul: KernelOf<'matmul'> = (attributes, [a, b], [y]): Kernel => {
  const { product, extents, strides } = batchedProduct(attributes, a!, b!, y!);
  const chunk = columnsAtATime(product);
  const part = (columns: number) => multiplication({ ...product, columns });
  const { rightBytes, leftBytes } = part(chunk);
  return {
    scratch: rightBytes + leftBytes,
    define: (unit) =>
      unit.module.function({ parameters: addresses(3) }, (body) => {
        if (sizeOf(y!.shape) === 0) return sequence();
        const [left, right, to, scratch] = [0, 1, 2, 3].map((i) => body.parameter('i32', i)) as [
          Local<'i32'>,
          Local<'i32'>,
          Local<'i32'>,
          Local<'i32'>,
        ];
        const work = i32.add(scratch.get, i32.constant(rightBytes));
        const columns = (count: number, first: Local<'i32'>): Statement => {
          const past = (base: Local<'i32'>, step: number): I32 =>
            i32.add(base.get, i32.mul(first.get, i32.constant(step * wordBytes)));
          const operands = {
            a: left.get,
            b: past(right, product.b.columnStride),
            packed: scratch.get,
            c: past(to, 1),
            work,
          };
          return sequence(
            part(count).prepare(unit, operands.b, scratch.get),
            part(count).run(unit, operands),
          );
        };
        const whole = product.columns - (product.columns % chunk);
        return nest(
          body,
          extents,
          [left, right, to].map((pointer, i) => ({ pointer, strides: strides[i]! })),
          () =>
            sequence(
              countedLoop(body, 0, whole, chunk, (first) => columns(chunk, first)),
              countedLoop(body, whole, product.columns, chunk, (first) =>
                columns(product.columns % chunk, first),
              ),
            ),
        );
      }),
  };
};
