import { wordBytes } from '../kernel.js';

/** A matrix in memory: the distance in elements of neighbours in a column, and in a row; one of the two is 1. */
export interface Strided {
  readonly rowStride: number;
  readonly columnStride: number;
}

/** c [rows, columns] = or += a [rows, inner] · b [inner, columns]. */
export interface Product {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  /** `blocks`: [⌈rows / 4⌉, inner, 4], which a transposed operand is rearranged into otherwise. */
  readonly a: Strided | 'blocks';
  /** `panels`: [⌈columns / 8⌉, inner, 8], which `prepare` makes otherwise. */
  readonly b: Strided | 'panels';
  /** Distance of the rows of c, whose columns are neighbours. */
  readonly c: number;
  /** Adds to what c holds. */
  readonly accumulate: boolean;
}

/**
 * The block of c that one turn of the innermost loop keeps in registers. 4 × 8 takes 8 of the 15 vector registers that the engine
 * hands out: twice the four additions in flight that their latency asks for, and nothing spills.
 */
export const blockRows = 4;
export const panel = 8;

/** Inner extents are cut into pieces of at most so many, so that a panel of b (32 bytes for each) stays in the first cache. */
const longestPiece = 512;

export interface Piece {
  readonly start: number;
  readonly length: number;
}

/** Rearranging b costs as much as multiplying it by a few rows: up to so many, it is read where it lies. */
const fewRows = 12;

/** Whether b is read where it lies: for few rows, and where its own rows are dense. */
export const readsInPlace = ({ rows, b }: Product): boolean =>
  b !== 'panels' && b.columnStride === 1 && rows <= fewRows;

/** The widest panel: a single row of 8 columns would spend its time waiting for its own additions. */
export const widestPanel = (product: Product): number => {
  if (!readsInPlace(product)) return panel;
  return product.rows === 1 ? 4 * panel : product.rows === 2 ? 2 * panel : panel;
};

export const isArranged = ({ a, b }: Product): boolean => a === 'blocks' || b === 'panels';

export const piecesOf = (product: Product): readonly Piece[] => {
  const { inner } = product;
  // What is arranged already is in one piece, and what is read in place gains nothing from cutting.
  const longest = isArranged(product) || readsInPlace(product) ? Math.max(1, inner) : longestPiece;
  const count = Math.ceil(inner / longest);
  const length = Math.ceil(inner / Math.max(1, count));
  return Array.from({ length: count }, (_, i) => ({
    start: i * length,
    length: Math.min(length, inner - i * length),
  }));
};

export const panelsOf = (columns: number): number => Math.ceil(columns / panel);

/** Bytes of b rearranged; 0 where it is read as it is. */
export const rightBytes = (product: Product): number =>
  product.b === 'panels' || readsInPlace(product)
    ? 0
    : product.inner * panelsOf(product.columns) * panel * wordBytes;

/** Bytes of one block of rows of a rearranged; 0 where it is read as it is. */
export const leftBytes = (product: Product): number =>
  product.a === 'blocks' || product.a.columnStride === 1
    ? 0
    : Math.max(0, ...piecesOf(product).map(({ length }) => length)) * blockRows * wordBytes;
