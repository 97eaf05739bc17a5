import {
  add,
  type Body,
  countedLoop,
  f32x4,
  type FunctionReference,
  i32,
  type Local,
  sequence,
  type Statement,
  type V128,
  v128,
} from '../encoder/index.js';
import type { Library } from '../math/index.js';
import { wordBytes } from './kernel.js';
import { clear } from './loops.js';

/** A matrix in memory: the distance in elements of neighbours in a column and in a row; one of them is 1. */
export interface MatrixLayout {
  readonly rowStride: number;
  readonly columnStride: number;
}

/** c [rows, columns] = or += a [rows, inner] · b [inner, columns]. */
export interface Product {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly a: MatrixLayout;
  readonly b: MatrixLayout;
  /** Distance of the rows of c, whose columns are neighbours. */
  readonly c: number;
  /** Adds to what c holds. */
  readonly accumulate: boolean;
}

/**
 * The block of c that one turn keeps in registers. 4 × 8 takes 8 of the 15 vector registers that the engine hands out: the four
 * additions in flight that their latency asks for, twice over, and no spills.
 */
const blockRows = 4;
const panel = 8;

/** Inner extents are cut into pieces of at most so many, so that a panel of b (32 bytes for each) stays in the first cache. */
const longestPiece = 512;

interface Piece {
  readonly start: number;
  readonly length: number;
}

const piecesOf = (inner: number): readonly Piece[] => {
  const count = Math.ceil(inner / longestPiece);
  const length = Math.ceil(inner / Math.max(1, count));
  return Array.from({ length: count }, (_, i) => ({
    start: i * length,
    length: Math.min(length, inner - i * length),
  }));
};

const panelsOf = (columns: number): number => Math.ceil(columns / panel);

/** Bytes of b rearranged by `packer`. */
export const packedBytes = ({ inner, columns }: Pick<Product, 'inner' | 'columns'>): number =>
  inner * panelsOf(columns) * panel * wordBytes;

/** Bytes that `multiplier` needs beside packed b. */
export const multiplierScratch = ({ a, inner }: Pick<Product, 'a' | 'inner'>): number =>
  a.columnStride === 1 ? 0 : Math.min(inner, longestPiece) * blockRows * wordBytes;

const bytes = (elements: number) => i32.constant(elements * wordBytes);

/**
 * (b, packed): rearranges b into panels of 8 columns, each [inner, 8], one piece of `inner` after another; columns that b does not
 * have are 0. Whichever way b lies in memory, the multiplication then reads one stream.
 */
export const packer = (
  library: Library,
  product: Pick<Product, 'inner' | 'columns' | 'b'>,
): FunctionReference => {
  const { inner, columns, b } = product;
  return library.shared(`pack ${JSON.stringify([inner, columns, b])}`, () =>
    library.module.function({ parameters: ['i32', 'i32'] }, (body) => {
      const [from, to] = [body.parameter('i32', 0), body.parameter('i32', 1)];
      const source = body.local('i32');
      const pack = (piece: Piece, width: number): Statement => {
        const rowBytes = b.rowStride * wordBytes;
        if (width === panel && b.columnStride === 1) {
          return countedLoop(body, 0, piece.length, 1, () =>
            sequence(
              v128.store(to.get, v128.load(source.get), 0),
              v128.store(to.get, v128.load(source.get, 16), 16),
              add(to, panel * wordBytes),
              add(source, rowBytes),
            ),
          );
        }
        const words = Array.from({ length: panel }, (_, i) =>
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
      const whole = Math.floor(columns / panel);
      return sequence(
        ...piecesOf(inner).map((piece) => {
          const start = piece.start * b.rowStride;
          const at = (column: Local<'i32'>) =>
            source.set(i32.add(i32.add(from.get, bytes(start)), i32.mul(column.get, bytes(b.columnStride))));
          return sequence(
            countedLoop(body, 0, whole * panel, panel, (column) => sequence(at(column), pack(piece, panel))),
            countedLoop(body, whole * panel, columns, panel, (column) =>
              sequence(at(column), pack(piece, columns % panel)),
            ),
          );
        }),
      );
    }),
  );
};

/** (a, packed b, c, scratch): the multiplication proper. */
export const multiplier = (library: Library, product: Product): FunctionReference => {
  const { rows, inner, columns, a, c, accumulate } = product;
  return library.shared(`multiply ${JSON.stringify([rows, inner, columns, a, c, accumulate])}`, () =>
    library.module.function({ parameters: ['i32', 'i32', 'i32', 'i32'] }, (body) => {
      const [from, packed, to, scratch] = [0, 1, 2, 3].map((i) => body.parameter('i32', i)) as [
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
        Local<'i32'>,
      ];
      const pieces = piecesOf(inner);
      if (pieces.length === 0)
        return accumulate
          ? sequence()
          : sequence(
              countedLoop(body, 0, rows, 1, () => sequence(clear(to, columns), add(to, c * wordBytes))),
            );
      const [left, panelAt, target] = [body.local('i32'), body.local('i32'), body.local('i32')];
      const isDense = a.columnStride === 1;
      const blocks = Math.floor(rows / blockRows) * blockRows;

      const rowBlock = (piece: Piece, height: number, adds: boolean): Statement => {
        const shared = { body, left, panelAt, target, length: piece.length, height, c, adds };
        const leftLayout = isDense
          ? { rowStep: a.rowStride, innerStep: 1 }
          : { rowStep: 1, innerStep: height };
        const whole = Math.floor(columns / panel);
        const panelBytes = piece.length * panel * wordBytes;
        return sequence(
          isDense ? sequence() : packLeft(body, left, scratch, piece.length, height, a),
          panelAt.set(i32.add(packed.get, bytes(piece.start * panelsOf(columns) * panel))),
          countedLoop(body, 0, whole, 1, () =>
            sequence(
              innermost({ ...shared, ...leftLayout, width: panel, source: isDense ? left : scratch }),
              add(panelAt, panelBytes),
              add(target, panel * wordBytes),
            ),
          ),
          countedLoop(body, whole * panel, columns, panel, () =>
            innermost({ ...shared, ...leftLayout, width: columns % panel, source: isDense ? left : scratch }),
          ),
        );
      };
      return sequence(
        ...pieces.map((piece, index) => {
          const adds = accumulate || index > 0;
          const place = (row: Local<'i32'>) =>
            sequence(
              left.set(
                i32.add(
                  i32.add(from.get, bytes(piece.start * a.columnStride)),
                  i32.mul(row.get, bytes(a.rowStride)),
                ),
              ),
              target.set(i32.add(to.get, i32.mul(row.get, bytes(c)))),
            );
          return sequence(
            countedLoop(body, 0, blocks, blockRows, (row) =>
              sequence(place(row), rowBlock(piece, blockRows, adds)),
            ),
            countedLoop(body, blocks, rows, blockRows, (row) =>
              sequence(place(row), rowBlock(piece, rows % blockRows, adds)),
            ),
          );
        }),
      );
    }),
  );
};

/** Copies [length, height] of a transposed left operand together, so that the innermost loop reads one stream. */
const packLeft = (
  body: Body,
  left: Local<'i32'>,
  scratch: Local<'i32'>,
  length: number,
  height: number,
  a: MatrixLayout,
): Statement => {
  const [source, to] = [body.local('i32'), body.local('i32')];
  const words =
    height === 4
      ? [v128.store(to.get, v128.load(source.get))]
      : Array.from({ length: height }, (_, i) =>
          i32.store(to.get, i32.load(source.get, i * wordBytes), i * wordBytes),
        );
  return sequence(
    source.set(left.get),
    to.set(scratch.get),
    countedLoop(body, 0, length, 1, () =>
      sequence(...words, add(to, height * wordBytes), add(source, a.columnStride * wordBytes)),
    ),
  );
};

interface Innermost {
  readonly body: Body;
  readonly source: Local<'i32'>;
  readonly rowStep: number;
  readonly innerStep: number;
  readonly panelAt: Local<'i32'>;
  readonly target: Local<'i32'>;
  readonly length: number;
  readonly height: number;
  readonly width: number;
  readonly c: number;
  readonly adds: boolean;
}

/** One block of c: `height` rows of up to 8 columns, summed over the whole piece in registers. */
const innermost = (block: Innermost): Statement => {
  const { body, source, rowStep, innerStep, panelAt, target, length, height, width, c, adds } = block;
  const vectors = width > 4 ? 2 : 1;
  const sums = Array.from({ length: height }, () =>
    Array.from({ length: vectors }, () => body.local('v128')),
  );
  const [a, b] = [body.local('i32'), body.local('i32')];
  const right = Array.from({ length: vectors }, () => body.local('v128'));
  const left = body.local('v128');
  const turn = (k: number): Statement =>
    sequence(
      ...right.map((vector, j) => vector.set(v128.load(b.get, k * panel * wordBytes + 16 * j))),
      ...sums.flatMap((row, i) => [
        left.set(v128.loadSplat32(a.get, (i * rowStep + k * innerStep) * wordBytes)),
        ...row.map((sum, j) => sum.set(f32x4.add(sum.get, f32x4.mul(left.get, right[j]!.get)))),
      ]),
    );
  const unroll = length >= 8 ? 4 : 1;
  const whole = length - (length % unroll);
  const turns = (count: number): Statement =>
    sequence(
      ...Array.from({ length: count }, (_, k) => turn(k)),
      add(a, count * innerStep * wordBytes),
      add(b, count * panel * wordBytes),
    );
  return sequence(
    ...sums.flat().map((sum) => sum.set(f32x4.constant(0))),
    a.set(source.get),
    b.set(panelAt.get),
    countedLoop(body, 0, whole, unroll, () => turns(unroll)),
    whole === length ? sequence() : turns(length - whole),
    ...sums.flatMap((row, i) =>
      row.map((sum, j) => put(target, sum.get, width - 4 * j, (i * c + 4 * j) * wordBytes, adds)),
    ),
  );
};

/** Stores the first `count` lanes, or adds them to what is there. */
const put = (target: Local<'i32'>, sum: V128, count: number, offset: number, adds: boolean): Statement => {
  if (count >= 4) {
    const value = adds ? f32x4.add(v128.load(target.get, offset), sum) : sum;
    return v128.store(target.get, value, offset);
  }
  return sequence(
    ...Array.from({ length: count }, (_, lane) => {
      const at = offset + lane * wordBytes;
      // The lane's element is loaded into every lane: only one of them is stored.
      const value = adds ? f32x4.add(v128.loadSplat32(target.get, at), sum) : sum;
      return v128.storeLane32(target.get, value, lane, at);
    }),
  );
};
