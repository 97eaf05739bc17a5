import { type Attributes, type Shape, sizeOf, type TensorType } from '@neurite/contract';
import { i32, type Local, sequence } from '../encoder/index.js';
import { addresses, type Kernel, type KernelOf } from './kernel.js';
import { nest } from './loops.js';
import { multiplication, type Product, type Strided } from './multiply/index.js';
import { broadcastStrides, coalesce } from './space.js';

interface Batched {
  readonly product: Product;
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

/** Packs b, multiplies, and goes on with the next of the batch. */
export const matmul: KernelOf<'matmul'> = (attributes, [a, b], [y]): Kernel => {
  const { product, extents, strides } = batchedProduct(attributes, a!, b!, y!);
  const multiply = multiplication(product);
  return {
    scratch: multiply.rightBytes + multiply.leftBytes,
    define: (library) =>
      library.module.function({ parameters: addresses(3) }, (body) => {
        if (sizeOf(y!.shape) === 0) return sequence();
        const [left, right, to, scratch] = [0, 1, 2, 3].map((i) =>
          body.parameter('i32', i),
        ) as Local<'i32'>[];
        const work = i32.add(scratch!.get, i32.constant(multiply.rightBytes));
        return nest(
          body,
          extents,
          [left!, right!, to!].map((pointer, i) => ({ pointer, strides: strides[i]! })),
          () =>
            sequence(
              multiply.prepare(library, right!.get, scratch!.get),
              multiply.run(library, { a: left!.get, b: right!.get, packed: scratch!.get, c: to!.get, work }),
            ),
        );
      }),
  };
};
