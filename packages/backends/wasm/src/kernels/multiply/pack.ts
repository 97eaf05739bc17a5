import {
  add,
  type Body,
  countedLoop,
  type FunctionReference,
  i32,
  type Local,
  sequence,
  type Statement,
  v128,
} from '../../encoder/index.js';
import type { Unit } from '../../math/index.js';
import { wordBytes } from '../kernel.js';
import { panel, type Piece, piecesOf, type Product, type Strided } from './product.js';

const bytes = (elements: number) => i32.constant(elements * wordBytes);

/**
 * (b, packed): rearranges b into panels of 8 columns, each [inner, 8], one piece of `inner` after another; columns that b does not
 * have are 0. Whichever way b lies in memory, the multiplication then reads one stream.
 */
export const packRight = (unit: Unit, product: Product & { readonly b: Strided }): FunctionReference => {
  const { inner, columns, b } = product;
  const pieces = piecesOf(product);
  return unit.shared(`pack ${JSON.stringify([inner, columns, b, pieces.length])}`, () =>
    unit.module.function({ parameters: ['i32', 'i32'] }, (body) => {
      const [from, to, source] = [body.parameter('i32', 0), body.parameter('i32', 1), body.local('i32')];
      const rowBytes = b.rowStride * wordBytes;
      const pack = (piece: Piece, width: number): Statement => {
        const isDense = width === panel && b.columnStride === 1;
        const words = isDense
          ? [0, 16].map((offset) => v128.store(to.get, v128.load(source.get, offset), offset))
          : Array.from({ length: panel }, (_, i) =>
              i32.store(
                to.get,
                i < width ? i32.load(source.get, i * b.columnStride * wordBytes) : i32.constant(0),
                i * wordBytes,
              ),
            );
        return countedLoop(body, 0, piece.length, 1, () =>
          sequence(...words, add(to, panel * wordBytes), add(source, rowBytes)),
        );
      };
      const whole = Math.floor(columns / panel) * panel;
      return sequence(
        ...pieces.map((piece) => {
          const start = i32.add(from.get, bytes(piece.start * b.rowStride));
          const at = (column: Local<'i32'>) =>
            source.set(i32.add(start, i32.mul(column.get, bytes(b.columnStride))));
          return sequence(
            countedLoop(body, 0, whole, panel, (column) => sequence(at(column), pack(piece, panel))),
            countedLoop(body, whole, columns, panel, (column) =>
              sequence(at(column), pack(piece, columns % panel)),
            ),
          );
        }),
      );
    }),
  );
};

/** Copies [length, height] of a transposed left operand together, so that the innermost loop reads one stream. */
export const packLeft = (
  body: Body,
  left: Local<'i32'>,
  to: Local<'i32'>,
  length: number,
  height: number,
  a: Strided,
): Statement => {
  const [source, target] = [body.local('i32'), body.local('i32')];
  const words =
    height === 4
      ? [v128.store(target.get, v128.load(source.get))]
      : Array.from({ length: height }, (_, i) =>
          i32.store(target.get, i32.load(source.get, i * wordBytes), i * wordBytes),
        );
  return sequence(
    source.set(left.get),
    target.set(to.get),
    countedLoop(body, 0, length, 1, () =>
      sequence(...words, add(target, height * wordBytes), add(source, a.columnStride * wordBytes)),
    ),
  );
};
