import {
  add,
  countedLoop,
  i32,
  type I32,
  type Local,
  sequence,
  type Statement,
} from '../../encoder/index.js';
import type { Unit } from '../../math/index.js';
import { wordBytes } from '../kernel.js';
import { clear } from '../loops.js';
import { type Block, multiplyBlock } from './block.js';
import { packLeft, packRight } from './pack.js';
import {
  blockRows,
  leftBytes,
  panel,
  panelsOf,
  type Piece,
  piecesOf,
  type Product,
  readsInPlace,
  rightBytes,
  type Strided,
  widestPanel,
} from './product.js';

/** A product, ready to be put into kernels. */
export interface Multiplication {
  /** Bytes for b rearranged, and for a block of a. */
  readonly rightBytes: number;
  readonly leftBytes: number;
  /** Rearranges b into `packed`, or does nothing where b is read as it is. */
  prepare(unit: Unit, b: I32, packed: I32): Statement;
  /** Multiplies by what `prepare` left, where `work` has room for a block of a. */
  run(
    unit: Unit,
    operands: { readonly a: I32; readonly b: I32; readonly packed: I32; readonly c: I32; readonly work: I32 },
  ): Statement;
}

const bytes = (elements: number): I32 => i32.constant(elements * wordBytes);

/** (a, b or b rearranged, c, work) */
const defineMultiplier = (unit: Unit, product: Product) =>
  unit.module.function({ parameters: ['i32', 'i32', 'i32', 'i32'] }, (body) => {
    const { rows, columns, a, b, c } = product;
    const [from, rightFrom, to, work] = [0, 1, 2, 3].map((i) => body.parameter('i32', i)) as [
      Local<'i32'>,
      Local<'i32'>,
      Local<'i32'>,
      Local<'i32'>,
    ];
    const pieces = piecesOf(product);
    if (pieces.length === 0) {
      const clearRow = () => sequence(clear(to, columns), add(to, c * wordBytes));
      return product.accumulate ? sequence() : countedLoop(body, 0, rows, 1, clearRow);
    }
    const [left, right, target] = [body.local('i32'), body.local('i32'), body.local('i32')];
    const inPlace = readsInPlace(product);
    const isDense = a !== 'blocks' && a.columnStride === 1;
    const packs = a !== 'blocks' && !isDense;
    const rightStep = inPlace ? (b as Strided).rowStride : panel;

    /** All columns of `height` rows of c, panel by panel. */
    const rowBlock = (piece: Piece, height: number, adds: boolean): Statement => {
      const steps = isDense
        ? { rowStep: (a as Strided).rowStride, leftStep: 1 }
        : { rowStep: 1, leftStep: a === 'blocks' ? blockRows : height };
      const block = { ...steps, height, length: piece.length, rightStep, isPadded: !inPlace, c, adds };
      /** Panels of one width; `right` and `target` move on. */
      const panels = (count: number, width: number): Statement =>
        countedLoop(body, 0, count, 1, () =>
          sequence(
            multiplyBlock(
              unit,
              body,
              { ...block, width } satisfies Block,
              packs ? work : left,
              right,
              target,
            ),
            add(right, (inPlace ? width : piece.length * panel) * wordBytes),
            add(target, width * wordBytes),
          ),
        );
      const widest = widestPanel(product);
      const wide = Math.floor(columns / widest);
      const rest = columns - wide * widest;
      return sequence(
        packs ? packLeft(body, left, work, piece.length, height, a) : sequence(),
        right.set(i32.add(rightFrom.get, bytes(inPlace ? 0 : piece.start * panelsOf(columns) * panel))),
        panels(wide, widest),
        widest === panel ? sequence() : panels(Math.floor(rest / panel), panel),
        rest % panel === 0 ? sequence() : panels(1, rest % panel),
      );
    };
    const leftRow = a === 'blocks' ? product.inner : a.rowStride;
    const leftStart = (piece: Piece): number => (a === 'blocks' ? 0 : piece.start * a.columnStride);
    return sequence(
      ...pieces.map((piece, index) => {
        const adds = product.accumulate || index > 0;
        const place = (row: Local<'i32'>) =>
          sequence(
            left.set(i32.add(i32.add(from.get, bytes(leftStart(piece))), i32.mul(row.get, bytes(leftRow)))),
            target.set(i32.add(to.get, i32.mul(row.get, bytes(c)))),
          );
        const whole = rows - (rows % blockRows);
        return sequence(
          countedLoop(body, 0, whole, blockRows, (row) =>
            sequence(place(row), rowBlock(piece, blockRows, adds)),
          ),
          countedLoop(body, whole, rows, blockRows, (row) =>
            sequence(place(row), rowBlock(piece, rows % blockRows, adds)),
          ),
        );
      }),
    );
  });

/** How to compute a product, by the layout of its operands and its number of rows. */
export const multiplication = (product: Product): Multiplication => ({
  rightBytes: rightBytes(product),
  leftBytes: leftBytes(product),
  prepare: (unit, b, packed) =>
    product.b === 'panels' || readsInPlace(product)
      ? sequence()
      : packRight(unit, { ...product, b: product.b }).run(b, packed),
  run: (unit, { a, b, packed, c, work }) => {
    const target = unit.shared(`multiply ${JSON.stringify(product)}`, () => defineMultiplier(unit, product));
    return target.run(a, product.b === 'panels' || readsInPlace(product) ? b : packed, c, work);
  },
});
